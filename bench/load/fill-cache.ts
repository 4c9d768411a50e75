import type { Database } from '../../main/db/client.ts';
import type { RawEvent } from '../../shared/protocol/events.ts';

const BATCH = 2_000;

/** Applies the events to a desktop's cache as its session does, a batch at a time. */
export async function fillCache(db: Database, events: Iterable<RawEvent>, now: number): Promise<void> {
  let batch: RawEvent[] = [];
  const apply = async () => {
    const last = batch.at(-1);
    if (last === undefined) return;
    await db.applyBatch({ events: batch, cursor: last.seq, now, myUserId: undefined });
    batch = [];
  };
  for (const event of events) {
    batch.push(event);
    if (batch.length === BATCH) await apply();
  }
  await apply();
}
