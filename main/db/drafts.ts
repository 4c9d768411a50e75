import type { ConversationId } from '../../shared/domain/ids.ts';
import { type Changes, createChangeTracker, summariseChanges } from './change-tracker.ts';
import { loadConversation, saveConversation } from './conversation-state.ts';
import { type WriteHandle, inTransaction, runSql } from './handle.ts';
import { findMe } from './users.ts';

export type SaveDraft = {
  readonly conversationId: ConversationId;
  readonly text: string;
  readonly now: number;
};

/** Keeps what was typed but not sent. Blank text removes the draft. */
export function saveDraft(db: WriteHandle, { conversationId, text, now }: SaveDraft): Changes {
  return inTransaction(db, () => {
    if (text.trim() === '') deleteDraft(db, conversationId);
    else runSql(db, SAVE, { conversationId, text, now });
    // The place in the list depends on the draft's time, which is read here.
    const state = loadConversation(db, conversationId);
    if (state !== undefined) saveConversation(db, { ...state, hasChanged: true });
    const changes = createChangeTracker();
    changes.conversations.add(conversationId);
    return summariseChanges(db, changes, findMe(db)?.id);
  });
}

const SAVE = `
  INSERT INTO drafts (conversation_id, text, updated_at) VALUES (:conversationId, :text, :now)
  ON CONFLICT (conversation_id) DO UPDATE SET text = excluded.text, updated_at = excluded.updated_at`;

/** Within a transaction: the draft has become a message, and so has its answer to another one. */
export function endDraft(db: WriteHandle, conversationId: ConversationId): void {
  deleteDraft(db, conversationId);
  runSql(db, 'DELETE FROM draft_quotes WHERE conversation_id = :conversationId', { conversationId });
}

function deleteDraft(db: WriteHandle, conversationId: ConversationId): void {
  runSql(db, 'DELETE FROM drafts WHERE conversation_id = :conversationId', { conversationId });
}
