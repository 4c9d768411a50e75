import { differenceInCalendarDays, differenceInCalendarYears } from 'date-fns';

/* Every date and time a person reads is made here: en-GB, 24 hours, in the zone of the computer. Times are epoch ms. */

const LOCALE = 'en-GB';
const clock = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat(LOCALE, { weekday: 'short' });
const longWeekday = new Intl.DateTimeFormat(LOCALE, { weekday: 'long', day: 'numeric', month: 'long' });
const dayMonth = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short' });
const dayMonthYear = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric' });
const longDate = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long', year: 'numeric' });
const full = new Intl.DateTimeFormat(LOCALE, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

const exact = new Intl.DateTimeFormat(LOCALE, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** "14:02" */
export function formatClock(at: number): string {
  return clock.format(at);
}

/** "Monday 3 November 2025 at 14:02" – for hovering. */
export function formatFullTime(at: number): string {
  return full.format(at);
}

/** "Mon, 3 Nov 2025, 14:02:07" – where steps follow each other within a minute. */
export function formatExactTime(at: number): string {
  return exact.format(at);
}

/** For lists: "14:02", "Yesterday", "Tue", "3 Nov", "3 Nov 2024". */
export function formatListTime(at: number, now: number): string {
  const days = differenceInCalendarDays(now, at);
  if (days <= 0) return clock.format(at);
  if (days === 1) return 'Yesterday';
  if (days < 7) return weekday.format(at);
  return differenceInCalendarYears(now, at) === 0 ? dayMonth.format(at) : dayMonthYear.format(at);
}

/** "3 Nov 2024" */
export function formatDate(at: number): string {
  return dayMonthYear.format(at);
}

/** For separators: "Today", "Yesterday", "Tuesday, 3 November", "3 November 2024". */
export function formatDay(at: number, now: number): string {
  const days = differenceInCalendarDays(now, at);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  return differenceInCalendarYears(now, at) === 0 ? longWeekday.format(at) : longDate.format(at);
}

/** Why a jump to the day that begins at `day` landed at `foundAt`; undefined where it is that day. */
export function describeMissedDay(day: number, foundAt: number): string | undefined {
  if (isSameDay(day, foundAt)) return undefined;
  const where = foundAt > day ? 'The next ones are from' : 'The last ones before it are from';
  return `No messages on ${longDate.format(day)}. ${where} ${longDate.format(foundAt)}.`;
}

/** Above the oldest message of a conversation; `keptSince` where the agency keeps messages for a limited time. */
export function describeBeginning(keptSince: number | undefined): string {
  if (keptSince === undefined) return 'The conversation begins here';
  return `Messages from before ${longDate.format(keptSince)} are no longer kept`;
}

/** In a sentence: "14:02" today, else "3 Nov, 14:02" or "3 Nov 2024, 14:02". */
export function formatMoment(at: number, now: number): string {
  const days = differenceInCalendarDays(now, at);
  if (days === 0) return clock.format(at);
  if (days === 1) return `yesterday, ${clock.format(at)}`;
  const day = differenceInCalendarYears(now, at) === 0 ? dayMonth.format(at) : dayMonthYear.format(at);
  return `${day}, ${clock.format(at)}`;
}

/** "just now", "4 min ago", "2 h ago", then as in lists. */
export function formatAgo(at: number, now: number): string {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 12 && differenceInCalendarDays(now, at) === 0) return `${hours} h ago`;
  return formatListTime(at, now);
}

export function isSameDay(first: number, second: number): boolean {
  return differenceInCalendarDays(first, second) === 0;
}
