import { assert } from '../shared/domain/assert.ts';

/** The smallest value that `share` (0 to 1) of all values do not exceed: nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const rank = Math.max(1, Math.ceil(sorted.length * share));
  const value = sorted[rank - 1];
  assert(value !== undefined, 'a bench measures at least once, and a share is at most 1');
  return value;
}

/** The middle value; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const upper = percentile(values, 0.5);
  if (values.length % 2 === 1) return upper;
  const sorted = values.toSorted((one, other) => one - other);
  return (upper + (sorted[sorted.length / 2] ?? upper)) / 2;
}
