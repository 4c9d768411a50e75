import type { ConversationId } from '../../shared/domain/ids.ts';
import { type ReadMark, isSameMark, mergeReadMarks } from '../../shared/domain/read-mark.ts';
import { type Changes, createChangeTracker, summariseChanges } from './change-tracker.ts';
import { type ConversationState, loadConversation, saveConversation } from './conversation-state.ts';
import { type ReadHandle, type WriteHandle, findRow, inTransaction, listRows, runSql } from './handle.ts';
import { type Projection, findConversationState } from './projection.ts';
import { IS_LINE } from './message-marks.ts';
import { sortKeyFrom } from './sort-key.ts';
import { CONCERNS_ME } from './unread.ts';
import { findMe } from './users.ts';

export type MarkRead = {
  readonly conversationId: ConversationId;
  /** Of the newest message that was seen. */
  readonly upToSortKey: string;
  /** Epoch ms. */
  readonly now: number;
};

/** Marks what was seen in a focused window. Reading never moves a mark back; only `markUnread` does. */
export function markRead(db: WriteHandle, { conversationId, upToSortKey, now }: MarkRead): Changes {
  return inTransaction(db, () => {
    const changes = createChangeTracker();
    const state = loadConversation(db, conversationId);
    if (state !== undefined) {
      readOn(db, state, extendOverMarks(db, state, upToSortKey), now);
      changes.conversations.add(conversationId);
    }
    return summariseChanges(db, changes, findMe(db)?.id);
  });
}

const NEWEST_TWO = `
  SELECT sort_key AS sortKey FROM messages WHERE conversation_id = :id AND counts_unread = 1
  ORDER BY sort_key DESC LIMIT 2`;

/**
 * Marks the person's newest message as unread, also where it was answered, until the user reads it again or answers anew.
 * A conversation in which the person has said nothing stays as it is.
 */
export function markUnread(
  db: WriteHandle,
  { conversationId, now }: Pick<MarkRead, 'conversationId' | 'now'>,
): Changes {
  return inTransaction(db, () => {
    const changes = createChangeTracker();
    const state = loadConversation(db, conversationId);
    const [newest, before] = listRows<{ sortKey: string }>(db, NEWEST_TWO, { id: conversationId });
    if (state !== undefined && newest !== undefined) {
      const unreadAsOf = state.lastSortKey ?? newest.sortKey;
      setMark(db, state, { sortKey: before?.sortKey ?? '', unreadAsOf, now });
      changes.conversations.add(conversationId);
    }
    return summariseChanges(db, changes, findMe(db)?.id);
  });
}

/** Marks everything that waits for the user, and nothing of a colleague's. */
export function markAllRead(db: WriteHandle, { now }: { readonly now: number }): Changes {
  return markWaiting(db, (state) => readOn(db, state, state.lastSortKey ?? '', now));
}

/**
 * After the first synchronisation of a new desktop: what came before `before` (epoch ms) is not news to its user, even
 * where nobody answered it. A guess, so it is told to no other desktop, and a mark of the user's own counts for more.
 */
export function markOldRead(db: WriteHandle, { before }: { readonly before: number }): Changes {
  return markWaiting(db, (state) => {
    if (findMark(db, state.id) !== undefined) return;
    saveMark(db, { conversationId: state.id, sortKey: sortKeyFrom(before), markedAt: 0 }, true);
    recount(db, state);
  });
}

/** A mark that the user has made on another desktop, or this one's own come back, merged by the relay. */
export function projectReadMark(projection: Projection, told: ReadMark): void {
  const { db } = projection;
  const id = told.conversationId;
  const merged = mergeReadMarks(findMark(db, id), told);
  saveMark(db, merged, isSameMark(merged, told));
  const state = findConversationState(projection, id);
  if (state === undefined) return;
  noteMark(state, merged);
  projection.changes.conversations.add(id);
}

/** Marks that the relay does not know yet, oldest first. */
export function listMarksToPublish(db: ReadHandle, { limit }: { readonly limit: number }): ReadMark[] {
  const sql = `${SELECT} WHERE is_published = 0 ORDER BY marked_at LIMIT :limit`;
  return listRows<MarkRow>(db, sql, { limit }).map(readMark);
}

/** The relay has these. One that was moved meanwhile is told again. */
export function confirmMarks(db: WriteHandle, { marks }: { readonly marks: readonly ReadMark[] }): void {
  const sql = 'UPDATE read_marks SET is_published = 1 WHERE conversation_id = :id AND marked_at = :markedAt';
  inTransaction(db, () => {
    for (const { conversationId: id, markedAt } of marks) runSql(db, sql, { id, markedAt });
  });
}

function markWaiting(db: WriteHandle, mark: (state: ConversationState) => void): Changes {
  return inTransaction(db, () => {
    const me = findMe(db)?.id;
    const changes = createChangeTracker();
    const sql = `SELECT id FROM conversations WHERE unread_count > 0 AND ${CONCERNS_ME}`;
    for (const { id } of listRows<{ id: ConversationId }>(db, sql, { me: me ?? '' })) {
      const state = loadConversation(db, id);
      if (state === undefined) continue;
      mark(state);
      changes.conversations.add(id);
    }
    return summariseChanges(db, changes, me);
  });
}

function readOn(db: WriteHandle, state: ConversationState, sortKey: string, now: number): void {
  const isFurther = state.readMark === null || sortKey > state.readMark;
  if (isFurther || state.unreadAsOf !== null) setMark(db, state, { sortKey, unreadAsOf: undefined, now });
}

type NewMark = { readonly sortKey: string; readonly unreadAsOf: string | undefined; readonly now: number };

function setMark(db: WriteHandle, state: ConversationState, { sortKey, unreadAsOf, now }: NewMark): void {
  // Later than what it replaces, also where the clock was set back.
  const markedAt = Math.max(now, (findMark(db, state.id)?.markedAt ?? 0) + 1);
  const mark = { conversationId: state.id, sortKey, markedAt };
  const whole = unreadAsOf === undefined ? mark : { ...mark, unreadAsOf };
  saveMark(db, whole, false);
  noteMark(state, whole);
  saveConversation(db, state);
}

function recount(db: WriteHandle, state: ConversationState): void {
  const mark = findMark(db, state.id);
  if (mark === undefined) return;
  noteMark(state, mark);
  saveConversation(db, state);
}

function noteMark(state: ConversationState, mark: ReadMark): void {
  state.readMark = mark.sortKey;
  state.unreadAsOf = mark.unreadAsOf ?? null;
  state.needsRecount = true;
}

const SELECT = `
  SELECT conversation_id AS conversationId, sort_key AS sortKey, unread_as_of AS unreadAsOf, marked_at AS markedAt
  FROM read_marks`;

type MarkRow = Omit<ReadMark, 'unreadAsOf'> & { readonly unreadAsOf: string | null };

function readMark({ unreadAsOf, ...mark }: MarkRow): ReadMark {
  return unreadAsOf === null ? mark : { ...mark, unreadAsOf };
}

function findMark(db: ReadHandle, id: ConversationId): ReadMark | undefined {
  const row = findRow<MarkRow>(db, `${SELECT} WHERE conversation_id = :id`, { id });
  return row && readMark(row);
}

const SAVE = `
  INSERT INTO read_marks (conversation_id, sort_key, unread_as_of, marked_at, is_published)
  VALUES (:conversationId, :sortKey, :unreadAsOf, :markedAt, :isPublished)
  ON CONFLICT (conversation_id) DO UPDATE SET sort_key = excluded.sort_key, unread_as_of = excluded.unread_as_of,
    marked_at = excluded.marked_at, is_published = excluded.is_published`;

function saveMark(db: WriteHandle, mark: ReadMark, isPublished: boolean): void {
  runSql(db, SAVE, { ...mark, unreadAsOf: mark.unreadAsOf ?? null, isPublished: isPublished ? 1 : 0 });
}

const ANYTHING_BELOW = `
  SELECT 1 AS found FROM messages m WHERE conversation_id = :id AND sort_key > :sortKey AND ${IS_LINE} LIMIT 1`;

/** Reactions and edits hang on older messages: whoever has seen the newest message has seen those that came after it. */
function extendOverMarks(db: ReadHandle, state: ConversationState, sortKey: string): string {
  const { id, lastSortKey } = state;
  if (lastSortKey === null || lastSortKey <= sortKey) return sortKey;
  return findRow(db, ANYTHING_BELOW, { id, sortKey }) === undefined ? lastSortKey : sortKey;
}
