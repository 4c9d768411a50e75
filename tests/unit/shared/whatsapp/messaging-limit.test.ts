import { expect, test } from 'vitest';
import { readMessagingLimit } from '../../../../shared/whatsapp/messaging-limit.ts';

test.each<[unknown, number | undefined]>([
  ['TIER_50', 50],
  ['TIER_250', 250],
  ['TIER_1K', 1_000],
  ['TIER_2K', 2_000],
  ['tier_10k', 10_000],
  ['TIER_100K', 100_000],
  ['TIER_UNLIMITED', undefined],
  ['UNLIMITED', undefined],
  ['2000', 2_000],
  [2_000, 2_000],
  [0, undefined],
  [-1, undefined],
  [1.5, undefined],
  ['TIER_0', undefined],
  ['TIER_NOT_SET', undefined],
  ['', undefined],
  [null, undefined],
  [undefined, undefined],
  [{}, undefined],
])('%j means %j', (value, limit) => {
  expect(readMessagingLimit(value)).toBe(limit);
});
