import { expect, test } from 'vitest';
import { isQuietTime } from '../../../../shared/domain/quiet-hours.ts';

const NIGHT = { isOn: true, from: 18 * 60, to: 8 * 60, isWeekendQuiet: false };
const LUNCH = { ...NIGHT, from: 12 * 60, to: 13 * 60 };
/** November 2026: the 24th is a Tuesday, the 28th a Saturday. */
const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute);

test.each([
  ['in the evening', NIGHT, at(24, 18), true],
  ['a minute before it', NIGHT, at(24, 17, 59), false],
  ['after midnight', NIGHT, at(25, 0), true],
  ['until the minute of the morning', NIGHT, at(25, 7, 59), true],
  ['not at it', NIGHT, at(25, 8), false],
  ['within one day', LUNCH, at(24, 12, 30), true],
  ['after lunch', LUNCH, at(24, 13), false],
  ['switched off', { ...NIGHT, isOn: false }, at(24, 20), false],
  ['a Saturday noon is not quiet', NIGHT, at(28, 12), false],
  ['unless weekends are', { ...NIGHT, isWeekendQuiet: true }, at(28, 12), true],
  ['the same time twice is the whole day', { ...NIGHT, from: 600, to: 600 }, at(24, 15), true],
])('quiet hours: %s', (_what, hours, date, isQuiet) => {
  expect(isQuietTime(hours, date)).toBe(isQuiet);
});
