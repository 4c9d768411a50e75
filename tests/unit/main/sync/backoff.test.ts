import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideBackoffMs } from '../../../../main/sync/backoff.ts';

test.each([
  [0, 125, 500],
  [1, 250, 1_000],
  [2, 500, 2_000],
  [6, 8_000, 32_000],
  [7, 15_000, 60_000],
  [1_000, 15_000, 60_000],
])('attempt %i waits between %i and %i ms', (attempt, least, most) => {
  expect(decideBackoffMs(attempt, () => 0)).toBe(least);
  expect(decideBackoffMs(attempt, () => 1)).toBe(most);
});

test('never waits less than an eighth of a second or more than a minute, and never forgets to spread', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, share) => {
      const wait = decideBackoffMs(attempt, () => share);
      expect(wait).toBeGreaterThanOrEqual(125);
      expect(wait).toBeLessThanOrEqual(60_000);
      expect(wait).toBe(Math.round(decideBackoffMs(attempt, () => 1) * (0.25 + 0.75 * share)));
    }),
  );
});
