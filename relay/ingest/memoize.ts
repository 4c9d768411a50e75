import { createRecentValues } from '../recent-values.ts';

/** Remembers the answers of a pure function of a text, the newest `limit` of them at least. For hashes on the hot path. */
export function memoize<Answer>(compute: (text: string) => Answer, limit: number): (text: string) => Answer {
  const answers = createRecentValues<string, Answer>(limit);
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    const answer = compute(text);
    answers.set(text, answer);
    return answer;
  };
}
