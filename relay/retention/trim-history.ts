import { HORIZON_KEY } from '../ingest/keys.ts';
import type { RelayLog } from '../log/relay-log.ts';
import type { MediaStore } from '../media/media-store.ts';
import { decideHorizon } from './decide-horizon.ts';
import { findHorizon } from './find-horizon.ts';

/** In one transaction: some ten milliseconds, in which webhooks wait. */
const STEP = 200;

export type Trimmed = {
  /** From when on messages are kept now; undefined: from the beginning. */
  readonly horizon: number | undefined;
  readonly removed: number;
};

/**
 * Removes messages that are older than `days`, in small transactions, the files of each step after its commit. Readers are
 * told first: whoever has heard of the horizon does not miss what is gone. Killed at any moment, it goes on where it was;
 * bytes without a name are swept like those of any crash. `pause` lets others work between two steps; false ends it early.
 */
export async function trimHistory(
  { log, media, now }: { readonly log: RelayLog; readonly media: MediaStore; readonly now: () => number },
  days: number,
  pause: () => Promise<boolean> = async () => true,
): Promise<Trimmed> {
  const horizon = await moveHorizon(log, days, now());
  let removed = 0;
  for (let isDone = horizon === undefined; !isDone; isDone ||= !(await pause())) {
    const step = await log.write((transaction) => transaction.removeHistory(horizon ?? 0, STEP));
    for (const objectId of step.objectIds) await media.delete(objectId);
    removed += step.removed;
    isDone = step.removed === 0;
  }
  for (let isDone = false; !isDone; isDone ||= !(await pause())) isDone = !(await log.giveBackSpace());
  return { horizon, removed };
}

function moveHorizon(log: RelayLog, days: number, now: number): Promise<number | undefined> {
  return log.write(async (transaction) => {
    const horizon = await findHorizon(transaction);
    const newestInboundAt = await transaction.findNewestInboundAt();
    const before = decideHorizon({ days, now, newestInboundAt, horizon });
    if (before === undefined) return horizon;
    const key = HORIZON_KEY;
    await transaction.append([
      { id: key, kind: 'history.trimmed', at: now, body: { before }, compactionKey: key },
    ]);
    return before;
  });
}
