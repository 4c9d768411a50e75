/** Remembers the answers of a pure function of a text, the newest `limit` of them at least. For hashes on the hot path. */
export function memoize<Answer>(compute: (text: string) => Answer, limit: number): (text: string) => Answer {
  let young = new Map<string, Answer>();
  let old = new Map<string, Answer>();
  return (text) => {
    const known = young.get(text) ?? old.get(text);
    const answer = known ?? compute(text);
    if (known === undefined || !young.has(text)) {
      // Two generations instead of a list of uses: no cost for each answer.
      if (young.size >= limit) [old, young] = [young, new Map()];
      young.set(text, answer);
    }
    return answer;
  };
}
