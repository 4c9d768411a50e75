import type { ConversationId, UserId } from '../../shared/domain/ids.ts';
import { seenSince } from '../../shared/protocol/access.ts';
import type { Access, ConversationAccess } from '../../shared/protocol/events.ts';
import { enqueueBackfill, restartBackfills } from './backfills.ts';
import { forgetConversations, forgetStrangers } from './forget-conversations.ts';
import { type Json, type ReadHandle, findRow, listRows, readJson, runSql } from './handle.ts';
import { type Projection, findConversationState, saveProjection } from './projection.ts';

/**
 * What this user may see from here on: what is not in it is deleted, and what is new in it is still to be fetched as far
 * as it is older than this entry.
 */
export function projectAccess(projection: Projection, access: Access, seq: number): void {
  const { db } = projection;
  const before = findAccess(db);
  if (before !== undefined && before.version >= access.version) return;
  // Entries of the same batch may have begun conversations.
  saveProjection(projection);
  const lost = listUnseen(db, access, projection.myUserId);
  if (lost.length > 0) {
    forgetConversations(projection, lost);
    restartBackfills(db);
  }
  if (access.everyoneSince === undefined) forgetStrangers(db);
  const scope = findGained(before, access);
  if (scope !== undefined) enqueueBackfill(projection, scope, seq);
  saveAccess(projection, access);
}

/** A conversation changed hands: it left this user's sight, or came into it with a past that is still to be fetched. */
export function projectConversationAccess(
  projection: Projection,
  { conversationId, access }: ConversationAccess,
  seq: number,
): void {
  const { db } = projection;
  if ((findConversationState(projection, conversationId)?.seq ?? 0) > seq) return;
  const id = { id: conversationId };
  if (access === 'gained') {
    runSql(db, 'DELETE FROM lost_conversations WHERE id = :id', id);
    enqueueBackfill(projection, { conversationIds: [conversationId] }, seq);
    return;
  }
  runSql(db, 'INSERT INTO lost_conversations (id) VALUES (:id) ON CONFLICT (id) DO NOTHING', id);
  forgetConversations(projection, [conversationId]);
  restartBackfills(db);
}

function findAccess(db: ReadHandle): Access | undefined {
  const row = findRow<{ value: Json<Access> }>(db, `SELECT value FROM meta WHERE key = 'access'`);
  return row && readJson(row.value);
}

function saveAccess({ db }: Projection, access: Access): void {
  const sql = `INSERT INTO meta (key, value) VALUES ('access', :value) ON CONFLICT (key) DO UPDATE SET value = :value`;
  runSql(db, sql, { value: JSON.stringify(access) });
}

function listUnseen(db: ReadHandle, access: Access, me: UserId | undefined): readonly ConversationId[] {
  if (access.everyoneSince !== undefined) return [];
  const seen = JSON.stringify([...access.owners.map(({ userId }) => userId), me ?? '']);
  const sql = `
    SELECT id FROM conversations
    WHERE owner_user_id IS NOT NULL AND owner_user_id NOT IN (SELECT value FROM json_each(:seen))`;
  return listRows<{ id: ConversationId }>(db, sql, { seen }).map(({ id }) => id);
}

/** Whose conversations were not seen, or not without a break, until now. */
function findGained(before: Access | undefined, access: Access): { ownerIds?: UserId[] } | undefined {
  if (access.everyoneSince !== undefined) {
    const sameSince = before === undefined ? 0 : before.everyoneSince;
    return sameSince === access.everyoneSince ? undefined : {};
  }
  const ownerIds = access.owners
    .filter(({ userId, since }) => seenSince(before, userId) !== since)
    .map(({ userId }) => userId);
  return ownerIds.length === 0 ? undefined : { ownerIds };
}
