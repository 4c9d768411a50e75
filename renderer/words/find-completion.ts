/** What is being typed that can be completed: from where to the caret, and the word after the colon or the slash. */
export type CompletionQuery = {
  readonly kind: 'emoji' | 'canned-reply';
  readonly from: number;
  readonly query: string;
};

/**
 * `:smi` before the caret asks for an emoji (two letters at least, so that a colon in a sentence does not), `/` at the
 * start of a word for a canned reply. Neither inside a word: `and/or`, `10:30` and `https://` ask for nothing.
 */
export function findCompletion(text: string, caret: number): CompletionQuery | undefined {
  const before = text.slice(0, caret);
  const emoji = /(?:^|\s)(:[a-z+-][a-z0-9_+-]+)$/i.exec(before)?.[1];
  if (emoji !== undefined) {
    return { kind: 'emoji', from: caret - emoji.length, query: emoji.slice(1).toLowerCase() };
  }
  const reply = /(?:^|\s)(\/[^\s/]*)$/.exec(before)?.[1];
  if (reply !== undefined) return { kind: 'canned-reply', from: caret - reply.length, query: reply.slice(1) };
  return undefined;
}

type Named = { readonly emoji: string; readonly codes: readonly string[] };
export type EmojiMatch = { readonly emoji: string; readonly code: string };

/** The emoji whose names begin with `query`, shortest name first, then those that only hold it. */
export function matchEmoji(named: readonly Named[], query: string, limit: number): EmojiMatch[] {
  const matches: EmojiMatch[] = [];
  for (const { emoji, codes } of named) {
    const code = codes.find((one) => one.startsWith(query)) ?? codes.find((one) => one.includes(query));
    if (code !== undefined) matches.push({ emoji, code });
  }
  const rank = ({ code }: EmojiMatch) => (code.startsWith(query) ? 0 : 1_000) + code.length;
  return matches.toSorted((one, other) => rank(one) - rank(other)).slice(0, limit);
}
