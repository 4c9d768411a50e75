import { describe, expect, it } from 'vitest';
import { decideRetryDelay, GIVE_UP_AFTER_MS } from '../../../../simulator/webhooks/retry-schedule.ts';

describe('the retry schedule', () => {
  it('repeats at once after the first failure', () => {
    expect(decideRetryDelay(1, 0)).toBe(0);
  });

  it('never comes sooner than the step before', () => {
    const delays = Array.from({ length: 30 }, (_unused, index) => decideRetryDelay(index + 1, 0) ?? 0);
    expect(delays).toEqual(delays.toSorted((a, b) => a - b));
  });

  it('goes on for days and gives up after seven', () => {
    expect(decideRetryDelay(40, GIVE_UP_AFTER_MS - 1)).toBeGreaterThan(0);
    expect(decideRetryDelay(40, GIVE_UP_AFTER_MS)).toBeUndefined();
  });
});
