import { AppError } from '../../shared/domain/app-error.ts';
import type { ConversationId, UserId } from '../../shared/domain/ids.ts';
import type { Conversation } from '../../shared/protocol/events.ts';
import { applyChanges, describeThread } from '../ingest/apply-changes.ts';
import { createWorkingSet, setThread } from '../ingest/working-set.ts';
import type { RelayLog } from '../log/relay-log.ts';

/**
 * Makes the user the owner of a conversation that nobody owns; again is no harm. Throws AppError `not-found`, or
 * `conflict` when somebody else was faster.
 */
export async function takeConversation(
  log: RelayLog,
  id: ConversationId,
  userId: UserId,
): Promise<Conversation> {
  return log.write(async (transaction) => {
    const [thread] = await transaction.findThreadsById([id]);
    if (thread === undefined) throw new AppError('not-found', 'The relay does not know this conversation.');
    if (thread.ownerUserId !== undefined && thread.ownerUserId !== userId) {
      throw new AppError('conflict', 'A colleague has taken this conversation already.');
    }
    const taken = { ...thread, ownerUserId: userId };
    const set = createWorkingSet();
    setThread(set, taken);
    await applyChanges(transaction, set);
    return describeThread(taken);
  });
}
