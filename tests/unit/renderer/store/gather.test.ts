import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { gather } from '../../../../renderer/store/gather.ts';

const runs: number[] = [];
const create = () =>
  gather<number>(
    (first, second) => first + second,
    (asked) => runs.push(asked),
    100,
  );

beforeEach(() => {
  vi.useFakeTimers();
  runs.length = 0;
});
afterEach(() => vi.useRealTimers());

test('a burst is one run for all that was asked for, counted from the first', () => {
  const { ask } = create();
  ask(1);
  vi.advanceTimersByTime(60);
  ask(2);
  vi.advanceTimersByTime(39);
  expect(runs).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(runs).toEqual([3]);
});

test('what is asked for after a run has a run of its own', () => {
  const { ask } = create();
  ask(1);
  vi.runAllTimers();
  ask(2);
  vi.runAllTimers();
  expect(runs).toEqual([1, 2]);
});

test('after the stop nothing runs', () => {
  const { ask, stop } = create();
  ask(1);
  stop();
  vi.runAllTimers();
  expect(runs).toEqual([]);
});
