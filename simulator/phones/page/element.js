/** Builds an element. Properties are set as such (`className`, `onclick`, …), children may be strings. */
export function element(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children.filter((child) => child !== undefined && child !== null && child !== ''));
  return node;
}

/** "14:05" for an epoch time in milliseconds. */
export function timeOf(at) {
  return new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}

/** "+44 7700 900456" for digits. */
export function numberOf(digits) {
  return digits.startsWith('44') ? `+44 ${digits.slice(2, 6)} ${digits.slice(6)}` : `+${digits}`;
}

/** The first letters of the first two words. */
export function initialsOf(name) {
  const words = name.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  return (
    words
      .slice(0, 2)
      .map((word) => [...word][0].toUpperCase())
      .join('') || '#'
  );
}

const marks = [
  [/```([^`]+)```/, 'code'],
  [/\*(?=\S)([^*\n]*?\S)\*/, 'strong'],
  [/(?<!\w)_(?=\S)([^_\n]*?\S)_(?!\w)/, 'em'],
  [/~(?=\S)([^~\n]*?\S)~/, 's'],
];

/** WhatsApp's marks as elements: *bold*, _italic_, ~strike~, ```mono```; links become links. */
export function formatted(text) {
  const nodes = [];
  let rest = text;
  while (rest !== '') {
    const found = nextMark(rest);
    if (found === undefined) break;
    nodes.push(rest.slice(0, found.index), found.node);
    rest = rest.slice(found.index + found.length);
  }
  return [...nodes, rest];
}

function nextMark(text) {
  const candidates = marks.flatMap(([pattern, tag]) => {
    const match = pattern.exec(text);
    return match === null
      ? []
      : [
          {
            index: match.index,
            length: match[0].length,
            node: () => element(tag, {}, ...(tag === 'code' ? [match[1]] : formatted(match[1]))),
          },
        ];
  });
  const link = /https?:\/\/[^\s<>"]+/.exec(text);
  if (link !== null)
    candidates.push({
      index: link.index,
      length: link[0].length,
      node: () => element('a', { href: link[0], target: '_blank', rel: 'noreferrer' }, link[0]),
    });
  const first = candidates.toSorted((a, b) => a.index - b.index)[0];
  return first && { ...first, node: first.node() };
}
