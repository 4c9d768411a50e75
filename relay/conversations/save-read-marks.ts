import type { UserId } from '../../shared/domain/ids.ts';
import { type ReadMark, isSameMark, mergeReadMarks, readMarkSchema } from '../../shared/domain/read-mark.ts';
import { findSight } from '../access/sight-book.ts';
import { seesOwner } from '../access/sight.ts';
import type { AdminContext } from '../context.ts';
import { readMarkKey } from '../ingest/keys.ts';
import type { NewEntry } from '../log/relay-log.ts';

/**
 * Keeps how far a user has read, for the user's other desktops; nobody else is told. Marks of conversations that the user
 * does not see are passed over: they may just have been lost, and the answer must not tell whether they exist.
 */
export async function saveReadMarks(
  { log, now }: AdminContext,
  userId: UserId,
  told: readonly ReadMark[],
): Promise<void> {
  await log.write(async (transaction) => {
    const threads = await transaction.findThreadsById(told.map(({ conversationId }) => conversationId));
    const sight = await findSight(transaction, userId);
    const seen = new Set(threads.filter((one) => seesOwner(sight, one.ownerUserId)).map(({ id }) => id));
    const wanted = told.filter(({ conversationId }) => seen.has(conversationId));
    const keys = wanted.map(({ conversationId }) => readMarkKey(userId, conversationId));
    const current = await transaction.findCurrent(keys);
    const entries = new Map<string, NewEntry>();
    const at = now();
    for (const mark of wanted) {
      const key = readMarkKey(userId, mark.conversationId);
      const before = entries.get(key)?.body ?? current.get(key)?.body;
      const known = before === undefined ? undefined : readMarkSchema.parse(before);
      // A desktop whose clock is ahead must not win for ever.
      const merged = mergeReadMarks(known, { ...mark, markedAt: Math.min(mark.markedAt, at) });
      if (isSameMark(known, merged)) continue;
      entries.set(key, {
        id: key,
        kind: 'read-mark.changed',
        at,
        body: merged,
        compactionKey: key,
        ownerUserId: userId,
      });
    }
    if (entries.size > 0) await transaction.append([...entries.values()]);
  });
}
