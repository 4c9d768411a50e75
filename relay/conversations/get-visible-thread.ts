import { findSight } from '../access/sight-book.ts';
import { seesOwner } from '../access/sight.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import type { ConversationId, UserId } from '../../shared/domain/ids.ts';
import type { LogReader, ThreadState } from '../log/relay-log.ts';

/**
 * The conversation, for a user who may see it. Throws AppError `not-found`, in the same words for one that is hidden and
 * for one that does not exist: the id of a conversation can be computed, and must not tell whether there is one.
 */
export async function getVisibleThread(
  log: LogReader,
  id: ConversationId,
  userId: UserId,
): Promise<ThreadState> {
  const [thread] = await log.findThreadsById([id]);
  if (thread !== undefined && seesOwner(await findSight(log, userId), thread.ownerUserId)) return thread;
  throw new AppError('not-found', 'The relay does not know this conversation.');
}
