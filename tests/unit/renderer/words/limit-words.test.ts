import { expect, test } from 'vitest';
import { describeUsage } from '../../../../renderer/words/limit-words.ts';

const NOW = Date.UTC(2026, 0, 15, 12);

test.each([
  ['without a limit', { used: 100_000 }],
  ['with plenty left', { used: 199, limit: 250 }],
])('nothing is said %s', (_case, usage) => {
  expect(describeUsage(usage, NOW)).toBeUndefined();
});

test('from four fifths on consultants are warned with the figures', () => {
  expect(describeUsage({ used: 1_600, limit: 2_000 }, NOW)).toMatch(
    /with 1,600 people in the last 24 hours; WhatsApp allows 2,000 people\. Begin only what cannot wait\.$/u,
  );
});

test('at the limit it is said when it goes on, and what still goes', () => {
  const words = describeUsage({ used: 250, limit: 250, freeAt: NOW + 60_000 }, NOW);
  expect(words).toMatch(/The next place is free at .+\. Replies in open conversations are not limited\.$/u);
  expect(describeUsage({ used: 250, limit: 250 }, NOW)).toContain('Try again later.');
});
