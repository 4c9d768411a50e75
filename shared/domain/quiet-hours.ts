import type { QuietHours } from './preferences.ts';

/**
 * Whether `date` (read in the local time zone) falls into the quiet hours. A night that began on Friday ends on Saturday
 * as on any other day. From and to being the same means the whole day.
 */
export function isQuietTime({ isOn, from, to, isWeekendQuiet }: QuietHours, date: Date): boolean {
  if (!isOn) return false;
  const day = date.getDay();
  if (isWeekendQuiet && (day === 0 || day === 6)) return true;
  const minute = date.getHours() * 60 + date.getMinutes();
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}
