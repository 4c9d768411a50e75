import { getUser } from '../accounts/user-entries.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import type { ConversationId, UserId } from '../../shared/domain/ids.ts';
import type { Conversation, User } from '../../shared/protocol/events.ts';
import { findChannel } from '../channels/own-channels.ts';
import { applyChanges, describeThread } from '../ingest/apply-changes.ts';
import { createWorkingSet, setThread } from '../ingest/working-set.ts';
import type { RelayLog } from '../log/relay-log.ts';
import { assignThread } from './assign-thread.ts';
import { getVisibleThread } from './get-visible-thread.ts';

/**
 * Gives a conversation to a colleague, or to nobody. Throws AppError: `not-found` where the caller does not see it,
 * `forbidden` where it is a colleague's and the caller no administrator, `conflict` on an own number, `invalid-input` for
 * a colleague who is no longer active.
 */
export async function handOverConversation(
  log: RelayLog,
  {
    id,
    by,
    toUserId,
  }: { readonly id: ConversationId; readonly by: User; readonly toUserId?: UserId | undefined },
): Promise<Conversation> {
  return log.write(async (transaction) => {
    const thread = await getVisibleThread(transaction, id, by.id);
    const isTheirs = thread.ownerUserId === undefined || thread.ownerUserId === by.id;
    if (!isTheirs && by.role !== 'administrator') {
      throw new AppError('forbidden', 'This conversation belongs to a colleague. Ask them to hand it over.');
    }
    if ((await findChannel(transaction, thread.channelId))?.kind === 'own') {
      throw new AppError(
        'conflict',
        'This conversation is on a consultant’s own number, on which nobody else could answer. It stays with them.',
      );
    }
    if (toUserId !== undefined) checkSuccessor(await getUser(transaction, toUserId));
    const set = createWorkingSet();
    const after = assignThread(thread, toUserId);
    if (after !== thread) {
      setThread(set, after);
      await applyChanges(transaction, set);
    }
    return describeThread(after);
  });
}

function checkSuccessor({ isActive, displayName }: User): void {
  if (!isActive) throw new AppError('invalid-input', `${displayName} is no longer active.`);
}
