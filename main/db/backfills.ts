import type { z } from 'zod';
import type { ConversationId } from '../../shared/domain/ids.ts';
import type { backfillRequestSchema } from '../../shared/protocol/http.ts';
import { type Json, type ReadHandle, type WriteHandle, findRow, readJson, runSql } from './handle.ts';
import type { Projection } from './projection.ts';

type Request = z.infer<typeof backfillRequestSchema>;
type Scope = Pick<Request, 'conversationIds' | 'ownerIds'>;

/** What the relay is to be asked for, and under which names the answer counts. */
export type Backfill = {
  readonly id: number;
  readonly generation: number;
  readonly request: Omit<Request, 'limit'>;
};

type Row = {
  readonly id: number;
  readonly generation: number;
  readonly scope: Json<Scope>;
  readonly afterSeq: number;
  readonly beforeSeq: number;
};

const SELECT = `
  SELECT id, generation, scope, after_seq AS afterSeq, before_seq AS beforeSeq FROM backfills`;

/** As many as the relay takes in one request. */
const MOST_CONVERSATIONS = 200;

/** Within a transaction: what is older than the entry `seq`, and was not sent because it was hidden then, is to be fetched. */
export function enqueueBackfill(projection: Projection, scope: Scope, seq: number): void {
  const { db, resumed } = projection;
  // What this connection brought after its start was sent with the entry's change known.
  const beforeSeq = resumed !== undefined && seq <= resumed.head ? Math.min(seq, resumed.start + 1) : seq;
  if (beforeSeq <= 1) return;
  projection.mustBackfill = true;
  if (joinWaiting(db, scope, beforeSeq)) return;
  const sql = 'INSERT INTO backfills (scope, before_seq) VALUES (:scope, :beforeSeq)';
  runSql(db, sql, { scope: JSON.stringify(scope), beforeSeq });
}

/** A colleague who leaves hands over thousands: one look at the log for many of them. */
function joinWaiting(db: WriteHandle, { conversationIds }: Scope, beforeSeq: number): boolean {
  if (conversationIds === undefined) return false;
  const row = findRow<Row>(db, `${SELECT} WHERE after_seq = 0 ORDER BY id DESC LIMIT 1`);
  const waiting = row && readJson(row.scope).conversationIds;
  if (row === undefined || waiting === undefined) return false;
  const joined: ConversationId[] = [...new Set([...waiting, ...conversationIds])];
  if (joined.length > MOST_CONVERSATIONS) return false;
  const sql = `
    UPDATE backfills SET scope = :scope, before_seq = :beforeSeq, generation = generation + 1 WHERE id = :id`;
  const scope = JSON.stringify({ conversationIds: joined });
  runSql(db, sql, { id: row.id, scope, beforeSeq: Math.max(row.beforeSeq, beforeSeq) });
  return true;
}

/** Something was lost: a page that is on its way may hold it, and must not bring it back. */
export function restartBackfills(db: WriteHandle): void {
  runSql(db, 'UPDATE backfills SET generation = generation + 1');
}

/** The oldest job; undefined when everything is here. */
export function findBackfill(db: ReadHandle): Backfill | undefined {
  const row = findRow<Row>(db, `${SELECT} ORDER BY id LIMIT 1`);
  if (row === undefined) return undefined;
  const { id, generation, scope, afterSeq: after, beforeSeq: before } = row;
  return { id, generation, request: { ...readJson(scope), after, before } };
}

/** Within a transaction: whether the answer still counts. If it does, the job moves on to `cursor`, or is done. */
export function advanceBackfill(
  db: WriteHandle,
  { id, generation, cursor }: { readonly id: number; readonly generation: number; readonly cursor: number },
): boolean {
  const sql = 'UPDATE backfills SET after_seq = :cursor WHERE id = :id AND generation = :generation';
  if (runSql(db, sql, { id, generation, cursor }) === 0) return false;
  runSql(db, 'DELETE FROM backfills WHERE id = :id AND after_seq >= before_seq - 1', { id });
  return true;
}
