import type { ConversationId } from '../../shared/domain/ids.ts';
import { type Changes, createChangeTracker, summariseChanges } from './change-tracker.ts';
import { loadConversation, saveConversation } from './conversation-state.ts';
import { type WriteHandle, findRow, inTransaction, runSql } from './handle.ts';
import { findMe } from './users.ts';

export type SaveDraft = {
  readonly conversationId: ConversationId;
  readonly text: string;
  readonly now: number;
};

/** Keeps what was typed but not sent. Blank text removes the draft, unless something else lies in the composer. */
export function saveDraft(db: WriteHandle, { conversationId, text, now }: SaveDraft): Changes {
  return inTransaction(db, () => {
    keepDraft(db, { conversationId, text, now });
    return announceDraft(db, conversationId);
  });
}

/**
 * Within a transaction: the row of a draft stands while anything lies in the composer: words, files or a quote. Without
 * words its text is empty.
 */
export function keepDraft(db: WriteHandle, { conversationId, text, now }: SaveDraft): void {
  const isBlank = text.trim() === '';
  if (isBlank && !hasTray(db, conversationId)) deleteDraft(db, conversationId);
  else runSql(db, SAVE, { conversationId, text: isBlank ? '' : text, now });
}

/** Within a transaction: the lists show the draft, or show it no longer. */
export function announceDraft(db: WriteHandle, conversationId: ConversationId): Changes {
  // The place in the list depends on the draft's time, which is read here.
  const state = loadConversation(db, conversationId);
  if (state !== undefined) saveConversation(db, { ...state, hasChanged: true });
  const changes = createChangeTracker();
  changes.conversations.add(conversationId);
  return summariseChanges(db, changes, findMe(db)?.id);
}

const SAVE = `
  INSERT INTO drafts (conversation_id, text, updated_at) VALUES (:conversationId, :text, :now)
  ON CONFLICT (conversation_id) DO UPDATE SET text = excluded.text, updated_at = excluded.updated_at`;

/** Within a transaction: the draft has become a message, and so has its answer to another one. */
export function endDraft(db: WriteHandle, { conversationId, now }: Omit<SaveDraft, 'text'>): void {
  runSql(db, 'DELETE FROM draft_quotes WHERE conversation_id = :conversationId', { conversationId });
  keepDraft(db, { conversationId, text: '', now });
}

/** Within a transaction: a file has left the tray. A draft of which nothing is left goes with it. */
export function endEmptyDraft(db: WriteHandle, conversationId: ConversationId): void {
  if (findDraftText(db, conversationId) === '' && !hasTray(db, conversationId))
    deleteDraft(db, conversationId);
}

/** Empty where only files or a quote lie in the composer, undefined where nothing does. */
export function findDraftText(db: WriteHandle, conversationId: ConversationId): string | undefined {
  const sql = 'SELECT text FROM drafts WHERE conversation_id = :conversationId';
  return findRow<{ text: string }>(db, sql, { conversationId })?.text;
}

const HAS_TRAY = `
  SELECT EXISTS (SELECT 1 FROM draft_files WHERE conversation_id = :conversationId)
    OR EXISTS (SELECT 1 FROM draft_quotes WHERE conversation_id = :conversationId) AS hasTray`;

function hasTray(db: WriteHandle, conversationId: ConversationId): boolean {
  return findRow<{ hasTray: number }>(db, HAS_TRAY, { conversationId })?.hasTray === 1;
}

function deleteDraft(db: WriteHandle, conversationId: ConversationId): void {
  runSql(db, 'DELETE FROM drafts WHERE conversation_id = :conversationId', { conversationId });
}
