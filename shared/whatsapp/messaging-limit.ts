/** Where Meta reports none: the figure that older guides name. */
export const DEFAULT_MESSAGING_LIMIT = 1_000;
/** Where the ladder ends: Meta says so in words, and we have no number for it. */
const UNLIMITED = /^(TIER_)?UNLIMITED$/i;

/**
 * Unique people who may be reached outside a window in rolling 24 hours, from Meta's `TIER_250`, `TIER_2K`, `TIER_100K`
 * or a plain number. Undefined for unlimited; also for a word that we do not know, which must not stop anybody.
 */
export function readMessagingLimit(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isInteger(value) && value > 0 ? value : undefined;
  if (typeof value !== 'string' || UNLIMITED.test(value)) return undefined;
  const match = /^(?:TIER_)?(\d+)(K?)$/i.exec(value.trim());
  if (match === null) return undefined;
  const limit = Number(match[1]) * (match[2] === '' ? 1 : 1_000);
  return limit > 0 ? limit : undefined;
}
