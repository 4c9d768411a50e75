import type { ConversationId, MessageId } from '../../shared/domain/ids.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import type { MessageStatus } from '../../shared/domain/message-status.ts';
import type { ConversationState } from './conversation-state.ts';
import { type Json, type WriteHandle, findRow, listRows, readJson, runSql } from './handle.ts';
import { STAYS } from './horizon.ts';
import { forgetLast, noteLast } from './last-message.ts';
import { type Projection, findConversationState, saveProjection } from './projection.ts';
import { sortKeyFrom } from './sort-key.ts';

/** Along the index of places, which are in the order of time: a scan of all messages takes seconds. */
const IS_OLD = `sort_key < :key AND at < :before AND NOT ${STAYS}`;

/**
 * The agency keeps messages from `before` on: older ones go from here as they went from the relay, and what is told of them
 * later changes nothing. What is still to be sent or published stays, and so does what is unconfirmed; drafts, people,
 * opt-outs and conversations are no messages.
 */
export function projectTrimmed(projection: Projection, before: number): void {
  const { db } = projection;
  if (before <= (projection.horizon ?? 0)) return;
  projection.horizon = before;
  // Entries of the same batch may have changed what is deleted here.
  saveProjection(projection);
  const key = sortKeyFrom(before);
  const params = { before, key };
  runSql(
    db,
    `INSERT INTO meta (key, value) VALUES ('horizon', :before) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    { before: String(before) },
  );
  const sql = `SELECT DISTINCT conversation_id AS id FROM messages WHERE ${IS_OLD}`;
  const touched = listRows<{ id: ConversationId }>(db, sql, params);
  // Without its row a file on this computer cannot be opened any more, and is swept.
  for (const table of ['media_files', 'local_media'])
    runSql(db, `DELETE FROM ${table} WHERE message_id IN (SELECT id FROM messages WHERE ${IS_OLD})`, params);
  runSql(db, `DELETE FROM messages WHERE ${IS_OLD}`, params);
  runSql(db, 'DELETE FROM pending_statuses WHERE at < :before', { before });
  runSql(db, `DELETE FROM unprojected_events WHERE at < :before AND kind LIKE 'message.%'`, { before });
  for (const { id } of touched) refresh(projection, id, before);
  if (touched.length > 0) projection.changes.isEverything = true;
  const kept = projection.inserted.filter((message) => message.at >= before);
  projection.inserted.splice(0, Infinity, ...kept);
}

/** A message that goes by itself: its fate was unknown and has been heard, or it was taken back before it went out. */
export function forgetMessage(
  projection: Projection,
  { id, conversationId }: { readonly id: MessageId; readonly conversationId: ConversationId },
): void {
  runSql(projection.db, 'DELETE FROM messages WHERE id = :id', { id });
  refresh(projection, conversationId, projection.horizon ?? 0);
  projection.changes.isEverything = true;
}

/** The conversation as if the messages that are gone had never been told. */
function refresh(projection: Projection, id: ConversationId, before: number): void {
  const { db, changes } = projection;
  changes.conversations.add(id);
  const state = findConversationState(projection, id);
  if (state === undefined) return;
  if ((state.lastInboundAt ?? before) < before) state.lastInboundAt = null;
  if ((state.refusedAt ?? before) < before) state.refusedAt = null;
  findLast(db, state);
  if (state.lastOutboundKey !== null && !hasMessageAt(db, id, state.lastOutboundKey)) {
    const newest = 'SELECT max(sort_key) AS key FROM messages WHERE conversation_id = :id AND is_inbound = 0';
    state.lastOutboundKey = findRow<{ key: string | null }>(db, newest, { id })?.key ?? null;
  }
  state.needsRecount = state.unreadCount > 0;
  state.hasChanged = true;
}

function hasMessageAt(db: WriteHandle, id: ConversationId, key: string): boolean {
  const sql = 'SELECT 1 FROM messages WHERE conversation_id = :id AND sort_key = :key';
  return findRow(db, sql, { id, key }) !== undefined;
}

type LastRow = {
  readonly id: NonNullable<ConversationState['lastMessageId']>;
  readonly sortKey: string;
  readonly at: number;
  readonly isInbound: 0 | 1;
  readonly content: Json<MessageContent>;
  readonly status: MessageStatus | null;
};

function findLast(db: WriteHandle, state: ConversationState): void {
  const sql = 'SELECT 1 FROM messages WHERE id = :id';
  if (state.lastMessageId !== null && findRow(db, sql, { id: state.lastMessageId }) !== undefined) return;
  forgetLast(state);
  // What is left is newer than what was the last one, or of unknown fate: few in any case.
  const rows = listRows<LastRow>(
    db,
    `SELECT id, sort_key AS sortKey, at, is_inbound AS isInbound, content, status FROM messages
     WHERE conversation_id = :id ORDER BY sort_key`,
    { id: state.id },
  );
  for (const row of rows) noteLast(state, { ...row, content: readJson(row.content) });
}
