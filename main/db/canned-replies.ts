import type { CannedReply } from '../../shared/domain/canned-reply.ts';
import type { ConversationId } from '../../shared/domain/ids.ts';
import { MERGE_CODES, type MergeCode, resolveMergeCode } from '../../shared/domain/merge-codes.ts';
import type { LogEvent } from '../../shared/protocol/events.ts';
import { type ReadHandle, type WriteHandle, findRow, inTransaction, listRows, runSql } from './handle.ts';
import type { Projection } from './projection.ts';
import { getRecord } from './records.ts';
import { findRecordOf } from './templates.ts';
import { findMe } from './users.ts';

type Body = Extract<LogEvent, { kind: 'canned-reply.changed' }>['body'];

const SAVE = `
  INSERT INTO canned_replies (scope, id, name, text, seq) VALUES (:scope, :id, :name, :text, :seq)
  ON CONFLICT (scope, id) DO UPDATE SET name = excluded.name, text = excluded.text, seq = excluded.seq
  WHERE excluded.seq >= seq`;

export function projectCannedReply({ db }: Pick<Projection, 'db'>, body: Body, seq: number): void {
  const { scope, id, name = '', text = null } = body;
  runSql(db, SAVE, { scope, id, name, text, seq });
}

/** What the relay has just taken; its entry in the log comes after it. */
export function saveCannedReply(db: WriteHandle, body: Body): void {
  inTransaction(db, () => {
    const sql = 'SELECT seq FROM canned_replies WHERE scope = :scope AND id = :id';
    const key = { scope: body.scope, id: body.id };
    projectCannedReply({ db }, body, findRow<{ seq: number }>(db, sql, key)?.seq ?? 0);
  });
}

/** All that the user has, by name, and what their merge codes stand for in a conversation. */
export function listCannedReplies(
  db: ReadHandle,
  { conversationId }: { readonly conversationId?: ConversationId | undefined },
): { replies: CannedReply[]; values: Partial<Record<MergeCode, string>> } {
  const sql = 'SELECT scope, id, name, text FROM canned_replies WHERE text IS NOT NULL ORDER BY name';
  return { replies: listRows<CannedReply>(db, sql), values: readValues(db, conversationId) };
}

function readValues(
  db: ReadHandle,
  conversationId: ConversationId | undefined,
): Partial<Record<MergeCode, string>> {
  const user = findMe(db);
  if (user === undefined) return {};
  const recordId = findRecordOf(db, conversationId);
  const record = recordId === undefined ? undefined : getRecord(db, recordId);
  return Object.fromEntries(MERGE_CODES.map((code) => [code, resolveMergeCode(code, { record, user })]));
}
