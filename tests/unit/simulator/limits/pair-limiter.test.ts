import { describe, expect, it } from 'vitest';
import { createCallBudget } from '../../../../simulator/limits/call-budget.ts';
import { createPairLimiter } from '../../../../simulator/limits/pair-limiter.ts';
import { createThroughput } from '../../../../simulator/limits/throughput.ts';

const take = (limiter: ReturnType<typeof createPairLimiter>, times: number, at: number): number =>
  Array.from({ length: times }, () => limiter.take('number', 'person', at)).filter(Boolean).length;

describe('the pair limit', () => {
  it('lets a burst of 45 through and refuses the 46th', () => {
    expect(take(createPairLimiter(45, 6), 46, 0)).toBe(45);
  });

  it('lets one through per six seconds afterwards', () => {
    const limiter = createPairLimiter(45, 6);
    take(limiter, 45, 0);
    expect(take(limiter, 5, 5_999)).toBe(0);
    expect(take(limiter, 5, 6_000)).toBe(1);
    expect(take(limiter, 5, 18_000)).toBe(2);
  });

  it('is whole again after four and a half minutes, and never more than whole', () => {
    const limiter = createPairLimiter(45, 6);
    take(limiter, 45, 0);
    expect(take(limiter, 100, 10 * 270_000)).toBe(45);
  });

  it('counts each pair by itself', () => {
    const limiter = createPairLimiter(1, 6);
    expect([
      limiter.take('a', 'x', 0),
      limiter.take('a', 'y', 0),
      limiter.take('b', 'x', 0),
      limiter.take('a', 'x', 0),
    ]).toEqual([true, true, true, false]);
  });
});

describe('the other limits', () => {
  it('count messages per number and second', () => {
    const throughput = createThroughput();
    const first = Array.from({ length: 81 }, () => throughput.take('n', 80, 999));
    expect(first.filter(Boolean)).toHaveLength(80);
    expect(throughput.take('n', 80, 1_000)).toBe(true);
  });

  it('count management calls per hour and say when they are free again', () => {
    const budget = createCallBudget(2);
    expect([budget.take('w', 0), budget.take('w', 0), budget.take('w', 60_000)]).toEqual([true, true, false]);
    expect(budget.usage('w', 60_000)).toEqual({ percent: 100, regainMinutes: 59 });
    expect(budget.take('w', 3_600_000)).toBe(true);
  });
});
