const DAY_MS = 24 * 60 * 60_000;

/**
 * From when on messages are to be kept, at the beginning of a day (UTC), if that is later than it is now (`horizon`). Our
 * clock alone removes nothing, because it may be wrong: Meta's must have come as far, which the newest reply tells.
 */
export function decideHorizon(facts: {
  readonly days: number;
  readonly now: number;
  readonly newestInboundAt: number | undefined;
  readonly horizon: number | undefined;
}): number | undefined {
  const { days, now, newestInboundAt = 0, horizon = 0 } = facts;
  const present = Math.min(now, newestInboundAt);
  const next = Math.floor(present / DAY_MS - days) * DAY_MS;
  return next > horizon ? next : undefined;
}
