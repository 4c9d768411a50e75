const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Meta stops repeating a webhook after seven days (reference section 6.2). */
export const GIVE_UP_AFTER_MS = 7 * 24 * HOUR_MS;

const firstWaits = [
  0,
  10_000,
  30_000,
  MINUTE_MS,
  2 * MINUTE_MS,
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
];

/**
 * Simulated milliseconds before the next attempt, or undefined when Meta gives up. The page says "immediately once, then
 * with decreasing frequency for up to 7 days"; the steps between are ours.
 */
export function decideRetryDelay(attemptsMade: number, ageMs: number): number | undefined {
  if (ageMs >= GIVE_UP_AFTER_MS) return undefined;
  return firstWaits[attemptsMade - 1] ?? 6 * HOUR_MS;
}
