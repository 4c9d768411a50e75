/** Whether there may be anything to repair: most texts are not looked at twice. */
const SUSPICIOUS = /\\u(?:d[89a-f]|0000)/i;
/** Every escape in its turn, so that an escaped backslash does not hide or feign one: pairs first, then halves. */
const ESCAPE = /\\(?:u(d[89ab][\da-f]{2}\\ud[c-f][\da-f]{2})|u(d[89a-f][\da-f]{2}|0000)|[^])/gi;
const REPLACEMENT = String.raw`\ufffd`;

/**
 * The same JSON without what no database and no UTF-8 can hold: halves of surrogate pairs and U+0000, which only an escape
 * can bring in. They become U+FFFD, as they do wherever text is decoded.
 */
export function repairJson(text: string): string {
  if (!SUSPICIOUS.test(text)) return text;
  return text.replace(ESCAPE, (escape, _pair: string | undefined, half: string | undefined) =>
    half === undefined ? escape : REPLACEMENT,
  );
}
