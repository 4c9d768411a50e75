import { describe, expect, test } from 'vitest';
import {
  describeBeginning,
  describeMissedDay,
  formatAgo,
  formatDay,
  formatListTime,
  formatMoment,
} from '../../../../renderer/words/time-words.ts';

const at = (year: number, month: number, day: number, hour = 9, minute = 5) =>
  new Date(year, month - 1, day, hour, minute).getTime();
const NOW = at(2026, 11, 22, 14, 0);

describe('times in lists', () => {
  test.each([
    [at(2026, 11, 22), '09:05'],
    [at(2026, 11, 22, 0, 0), '00:00'],
    [at(2026, 11, 21, 23, 59), 'Yesterday'],
    [at(2026, 11, 17), 'Tue'],
    [at(2026, 11, 15), '15 Nov'],
    [at(2025, 11, 15), '15 Nov 2025'],
  ])('%i is %s', (moment, words) => {
    expect(formatListTime(moment, NOW)).toBe(words);
  });
});

describe('separators', () => {
  test.each([
    [at(2026, 11, 22), 'Today'],
    [at(2026, 11, 21), 'Yesterday'],
    [at(2026, 11, 3), 'Tuesday 3 November'],
    [at(2025, 11, 3), '3 November 2025'],
  ])('%i is %s', (moment, words) => {
    expect(formatDay(moment, NOW)).toBe(words);
  });
});

test('above the oldest message stands whether it is the first, or from when on messages are kept', () => {
  expect(describeBeginning(undefined)).toBe('The conversation begins here');
  expect(describeBeginning(at(2026, 10, 1))).toBe('Messages from before 1 October 2026 are no longer kept');
});

describe('sentences', () => {
  test.each([
    [NOW - 30_000, 'just now'],
    [NOW - 4 * 60_000, '4 min ago'],
    [NOW - 3 * 3_600_000, '3 h ago'],
    [at(2026, 11, 21), 'Yesterday'],
  ])('%i is %s', (moment, words) => {
    expect(formatAgo(moment, NOW)).toBe(words);
  });

  test('a moment of another day carries its day', () => {
    expect(formatMoment(at(2026, 11, 22), NOW)).toBe('09:05');
    expect(formatMoment(at(2026, 11, 21), NOW)).toBe('yesterday, 09:05');
    expect(formatMoment(at(2026, 11, 3), NOW)).toBe('3 Nov, 09:05');
  });
});

test.each([
  ['the day itself', at(2026, 10, 4, 9), undefined],
  ['a later one', at(2026, 10, 6), 'No messages on 4 October 2026. The next ones are from 6 October 2026.'],
  [
    'an earlier one',
    at(2026, 9, 30),
    'No messages on 4 October 2026. The last ones before it are from 30 September 2026.',
  ],
])('a jump to a day says when it landed on another: %s', (_name, foundAt, words) => {
  expect(describeMissedDay(at(2026, 10, 4), foundAt)).toBe(words);
});
