import { AppError } from '../../shared/domain/app-error.ts';
import type { ConversationId } from '../../shared/domain/ids.ts';
import { type Changes, createChangeTracker, summariseChanges } from './change-tracker.ts';
import { type WriteHandle, findRow, inTransaction, runSql } from './handle.ts';
import { findMe } from './users.ts';

/** More would push everything else out of sight. */
const MOST_PINS = 20;

export type PinConversation = {
  readonly conversationId: ConversationId;
  readonly isPinned: boolean;
  readonly now: number;
};

/** Keeps a conversation at the top of the list, or lets it go. Throws AppError `conflict` where there are enough. */
export function pinConversation(
  db: WriteHandle,
  { conversationId, isPinned, now }: PinConversation,
): Changes {
  return inTransaction(db, () => {
    if (isPinned) {
      const { count } = findRow<{ count: number }>(db, COUNT, { conversationId }) ?? { count: 0 };
      if (count >= MOST_PINS)
        throw new AppError(
          'conflict',
          `You have pinned ${MOST_PINS} conversations. Unpin another one first.`,
        );
      runSql(db, 'INSERT OR IGNORE INTO pins (conversation_id, pinned_at) VALUES (:conversationId, :now)', {
        conversationId,
        now,
      });
    } else runSql(db, 'DELETE FROM pins WHERE conversation_id = :conversationId', { conversationId });
    const changes = createChangeTracker();
    changes.conversations.add(conversationId);
    return summariseChanges(db, changes, findMe(db)?.id);
  });
}

/** Of those that are shown: a conversation that has left the user's sight keeps its pin and takes no place. */
const COUNT = `
  SELECT count(*) AS count FROM pins p JOIN conversations c ON c.id = p.conversation_id
  WHERE p.conversation_id <> :conversationId`;
