import { expect, test } from 'vitest';
import { describeCheck } from '../../../../renderer/words/check-words.ts';

test.each([
  [{ status: 'delivered', isUpToDate: true, waitedMs: 0 }, 'It is settled: Delivered.'],
  [{ status: 'unconfirmed', isUpToDate: false, waitedMs: 600_000 }, 'could not be asked'],
  [{ status: 'unconfirmed', isUpToDate: true, waitedMs: 20_000 }, 'nothing yet'],
  [{ status: 'unconfirmed', isUpToDate: true, waitedMs: 70_000 }, 'for a minute'],
  [{ status: 'unconfirmed', isUpToDate: true, waitedMs: 300_000 }, 'for 5 minutes'],
] as const)('of %o it says "%s"', (answer, words) => {
  expect(describeCheck(answer)).toContain(words);
});
