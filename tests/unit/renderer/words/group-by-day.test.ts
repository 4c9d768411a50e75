import { expect, test } from 'vitest';
import { groupByDay } from '../../../../renderer/words/group-by-day.ts';

const at = (day: number, hour: number) => ({ at: new Date(2026, 10, day, hour).getTime() });

test('entries are grouped by the day of the reader, in the order given', () => {
  const entries = [at(22, 9), at(22, 0), at(21, 23), at(20, 12)];
  expect(groupByDay(entries).map(({ items }) => items.length)).toEqual([2, 1, 1]);
  expect(groupByDay(entries).flatMap(({ items }) => items)).toEqual(entries);
});

test('nothing has no days', () => {
  expect(groupByDay([])).toEqual([]);
});
