import { countOf } from './person-words.ts';

const NAMED = 10;

/** What became of a file of canned replies. */
export function describeImport(answer: {
  readonly added: number;
  readonly duplicates: readonly string[];
}): string {
  const { added, duplicates } = answer;
  const first = added === 0 ? 'Nothing was added.' : `Added: ${countOf(added, 'reply', 'replies')}.`;
  if (duplicates.length === 0) return first;
  const names = duplicates.slice(0, NAMED).map((name) => `“${name}”`);
  if (duplicates.length > NAMED) names.push(`${duplicates.length - NAMED} more`);
  return `${first} Left out, as the names are there already: ${names.join(', ')}.`;
}
