import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClock } from '../../../simulator/clock.ts';

describe('the clock', () => {
  beforeEach(() => vi.useFakeTimers({ now: 1_000 }));
  afterEach(() => vi.useRealTimers());

  it('lets a simulated second pass in a hundredth of one', () => {
    const clock = createClock(Date.now, 100);
    const run = vi.fn();
    clock.after(1_000, run);
    vi.advanceTimersByTime(9);
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(run).toHaveBeenCalledOnce();
  });

  it('stamps with the wall clock, moved by what was advanced', () => {
    const clock = createClock(Date.now, 100);
    clock.advance(3_600_000);
    expect(clock.now()).toBe(3_601_000);
    expect(clock.elapsed()).toBe(3_600_000);
  });

  it('runs what has become due at once and in order, and keeps the rest', () => {
    const clock = createClock(Date.now, 1);
    const order: string[] = [];
    clock.after(5_000, () => order.push('read'));
    clock.after(300, () => order.push('sent'));
    clock.after(60_000, () => order.push('late'));
    clock.advance(10_000);
    expect(order).toEqual(['sent', 'read']);
    expect(clock.pendingCount()).toBe(1);
    vi.advanceTimersByTime(50_000);
    expect(order).toEqual(['sent', 'read', 'late']);
  });

  it('forgets everything when cleared', () => {
    const clock = createClock(Date.now, 1);
    clock.after(1, () => expect.unreachable());
    clock.clear();
    vi.advanceTimersByTime(10);
    expect(clock.pendingCount()).toBe(0);
  });
});
