import type { MediaJob, MediaOutcome } from '../db/local-media.ts';
import type { Fetched } from './fetch-media.ts';

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 60 * 60_000;
/** A file that is wrong so often will not become right. */
const MOST_BAD_ATTEMPTS = 3;
/** Meta says "no longer there" also while a token has lost its permission: a day to mend that. */
const GONE_MS = 24 * 60 * 60_000;
/** Source: Meta, media: the id of an inbound file lives seven days (since October 2025). */
const META_KEEPS_MS = 7 * 24 * 60 * 60_000;

/**
 * What becomes of a file after an attempt. It is tried again with pauses that grow fourfold, for ever where the relay has
 * it, for as long as Meta keeps it on an own number. `random` answers 0 ≤ n < 1.
 */
export function decideOutcome(
  job: Pick<MediaJob, 'source' | 'at' | 'attempts'>,
  fetched: Fetched,
  now: number,
  random: () => number,
): MediaOutcome {
  if (fetched.kind === 'here') return fetched;
  const { kind, problem } = fetched;
  const age = now - job.at;
  if (kind === 'bad' && job.attempts + 1 >= MOST_BAD_ATTEMPTS) {
    return { kind: 'ended', state: 'failed', problem };
  }
  if (kind === 'gone' && (job.source === 'relay' || age >= GONE_MS)) {
    return { kind: 'ended', state: 'expired', problem };
  }
  if (job.source === 'meta' && age >= META_KEEPS_MS) return { kind: 'ended', state: 'expired', problem };
  const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 4 ** Math.min(job.attempts, 10));
  const afterMs = Math.round(pauseMs * (1 + random() / 5));
  return { kind: 'later', afterMs, problem, isDropped: kind !== 'later' };
}
