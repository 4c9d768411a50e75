import { expect, it } from 'vitest';
import { describeImport } from '../../../../renderer/words/import-words.ts';

it('tells how many were added, and names what was left out', () => {
  expect(describeImport({ added: 1, duplicates: [] })).toBe('Added: 1 reply.');
  expect(describeImport({ added: 2, duplicates: ['bye'] })).toBe(
    'Added: 2 replies. Left out, as the names are there already: “bye”.',
  );
  const many = Array.from({ length: 12 }, (_unused, index) => `n${index}`);
  expect(describeImport({ added: 0, duplicates: many })).toMatch(/^Nothing was added\. .*“n9”, 2 more\.$/u);
});
