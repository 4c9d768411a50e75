import { AppError } from '../../shared/domain/app-error.ts';
import type { ConversationId, UserId } from '../../shared/domain/ids.ts';
import type { Conversation } from '../../shared/protocol/events.ts';
import { applyChanges, describeThread } from '../ingest/apply-changes.ts';
import { createWorkingSet, setThread } from '../ingest/working-set.ts';
import type { RelayLog } from '../log/relay-log.ts';
import { assignThread } from './assign-thread.ts';
import { getVisibleThread } from './get-visible-thread.ts';

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
    const thread = await getVisibleThread(transaction, id, userId);
    if (thread.ownerUserId === userId) return describeThread(thread);
    if (thread.ownerUserId !== undefined) {
      throw new AppError('conflict', 'A colleague has taken this conversation already.');
    }
    const taken = assignThread(thread, userId);
    const set = createWorkingSet();
    setThread(set, taken);
    await applyChanges(transaction, set);
    return describeThread(taken);
  });
}
