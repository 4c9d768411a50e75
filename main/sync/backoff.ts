const BASE_MS = 500;
const CAP_MS = 60_000;

/**
 * How long to wait before attempt number `attempt` (from 0): full jitter under a doubling ceiling, so that five hundred
 * desktops do not return in the same second after the relay was restarted.
 */
export function decideBackoffMs(attempt: number, random: () => number): number {
  const ceiling = Math.min(CAP_MS, BASE_MS * 2 ** Math.min(attempt, 20));
  return Math.round(ceiling * (0.25 + 0.75 * random()));
}
