import type { ConversationId } from '../../shared/domain/ids.ts';
import { IS_LINE } from './message-marks.ts';
import { type Changes, createChangeTracker, summariseChanges } from './change-tracker.ts';
import { type ConversationState, loadConversation, saveConversation } from './conversation-state.ts';
import { type ReadHandle, type WriteHandle, findRow, inTransaction, listRows, runSql } from './handle.ts';
import { sortKeyFrom } from './sort-key.ts';
import { CONCERNS_ME } from './unread.ts';
import { findMe } from './users.ts';

export type MarkRead = {
  readonly conversationId: ConversationId;
  /** Of the newest message that was seen. */
  readonly upToSortKey: string;
};

/** Marks what was seen in a focused window. A mark never moves back. */
export function markRead(db: WriteHandle, { conversationId, upToSortKey }: MarkRead): Changes {
  return inTransaction(db, () => {
    const changes = createChangeTracker();
    const state = loadConversation(db, conversationId);
    if (state !== undefined) {
      moveMark(db, state, extendOverMarks(db, state, upToSortKey));
      changes.conversations.add(conversationId);
    }
    return summariseChanges(db, changes, findMe(db)?.id);
  });
}

/** Marks everything that waits for the user, and nothing of a colleague's. */
export function markAllRead(db: WriteHandle): Changes {
  return markWaiting(db, ({ lastSortKey }) => lastSortKey ?? '');
}

/**
 * After the first synchronisation of a new desktop: what came before `before` (epoch ms) is not news to its user, even
 * where nobody answered it.
 */
export function markOldRead(db: WriteHandle, { before }: { readonly before: number }): Changes {
  return markWaiting(db, () => sortKeyFrom(before));
}

function markWaiting(db: WriteHandle, chooseMark: (state: ConversationState) => string): Changes {
  return inTransaction(db, () => {
    const me = findMe(db)?.id;
    const changes = createChangeTracker();
    const sql = `SELECT id FROM conversations WHERE unread_count > 0 AND ${CONCERNS_ME}`;
    for (const { id } of listRows<{ id: ConversationId }>(db, sql, { me: me ?? '' })) {
      const state = loadConversation(db, id);
      if (state === undefined) continue;
      moveMark(db, state, chooseMark(state));
      changes.conversations.add(id);
    }
    return summariseChanges(db, changes, me);
  });
}

const SAVE = `
  INSERT INTO read_marks (conversation_id, sort_key) VALUES (:id, :sortKey)
  ON CONFLICT (conversation_id) DO UPDATE SET sort_key = excluded.sort_key WHERE excluded.sort_key > sort_key`;

function moveMark(db: WriteHandle, state: ConversationState, sortKey: string): void {
  runSql(db, SAVE, { id: state.id, sortKey });
  const readMark = state.readMark !== null && state.readMark > sortKey ? state.readMark : sortKey;
  saveConversation(db, { ...state, readMark, needsRecount: true });
}

const ANYTHING_BELOW = `
  SELECT 1 AS found FROM messages m WHERE conversation_id = :id AND sort_key > :sortKey AND ${IS_LINE} LIMIT 1`;

/** Reactions and edits hang on older messages: whoever has seen the newest message has seen those that came after it. */
function extendOverMarks(db: ReadHandle, state: ConversationState, sortKey: string): string {
  const { id, lastSortKey } = state;
  if (lastSortKey === null || lastSortKey <= sortKey) return sortKey;
  return findRow(db, ANYTHING_BELOW, { id, sortKey }) === undefined ? lastSortKey : sortKey;
}
