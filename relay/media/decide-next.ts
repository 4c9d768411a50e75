import type { MediaState } from '../log/media-log.ts';
import type { Fetched } from './fetch-media.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Source: Meta, media: the id of an inbound file lives seven days (since October 2025). */
export const META_KEEPS_MS = 7 * DAY_MS;
/** Meta says "no longer there" also while a token has lost its permission: an administrator has a day to mend that. */
const GONE_MS = DAY_MS;
/** A file that is wrong so often will not become right. */
const MOST_BAD_ATTEMPTS = 3;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 6 * HOUR_MS;

/**
 * What becomes of a file after an attempt to fetch it. It waits for another one for as long as Meta keeps it, with pauses
 * that grow fourfold. `random` answers 0 ≤ n < 1.
 */
export function decideNext(
  media: MediaState,
  fetched: Fetched,
  now: number,
  random: () => number,
): MediaState {
  const attempts = media.attempts + 1;
  const after: MediaState = { ...media, attempts, url: undefined };
  if (fetched.kind === 'ready') {
    const { objectId, size, sha256 } = fetched;
    const { problem: _past, ...file } = media.file;
    return { ...after, objectId, file: { ...file, state: 'ready', size, sha256, at: now } };
  }
  const { problem } = fetched;
  const age = now - media.receivedAt;
  const isBad = fetched.kind === 'bad' && (fetched.isFinal || attempts >= MOST_BAD_ATTEMPTS);
  if (isBad) return end(after, 'failed', problem, now);
  if (fetched.kind === 'gone' && age >= GONE_MS) return end(after, 'expired', problem, now);
  if (age >= META_KEEPS_MS) return end(after, 'expired', `${problem} It was tried for seven days.`, now);
  const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 4 ** media.attempts);
  // Its state and its problem may be the same as before: then it is no news to anybody.
  const at = media.file.problem === problem ? media.file.at : now;
  return {
    ...after,
    dueAt: now + Math.round(pauseMs * (1 + random() / 5)),
    file: { ...media.file, problem, at },
  };
}

/** Nothing more will be tried by itself. */
export function end(
  media: MediaState,
  state: 'expired' | 'failed',
  problem: string,
  now: number,
): MediaState {
  const { size: _none, sha256: _neither, ...file } = media.file;
  return { ...media, objectId: undefined, file: { ...file, state, problem, at: now } };
}
