import { assert } from '../../shared/domain/assert.ts';
import type { ConversationId, MessageId, PersonKey } from '../../shared/domain/ids.ts';
import type { DueJob, OutboxJob, SendVerdict } from '../../shared/outbound/outbox.ts';
import { forgetConversations, isLost } from './forget-conversations.ts';
import { type Heard, advanceMessage, findOutbound } from './advance-message.ts';
import { type Changes, summariseChanges } from './change-tracker.ts';
import {
  type Json,
  type ReadHandle,
  type WriteHandle,
  findRow,
  inTransaction,
  listRows,
  readJson,
  runSql,
} from './handle.ts';
import { learnWaId } from './people.ts';
import { type Projection, createProjection, saveProjection } from './projection.ts';
import { enqueuePublication } from './publish-queue.ts';
import { findMe } from './users.ts';

/* The verbs behind `OutboxStore` (shared/outbound/outbox.ts). A job that has ended has no row. */

/** `relay`: the company channel; handing a job over again is safe. `meta`: it is sent from here, once. */
type Route = 'relay' | 'meta';

type NewJob = {
  readonly job: OutboxJob;
  readonly personKey: PersonKey;
  readonly route: Route;
  readonly dueAt: number;
};

export function insertJob(db: WriteHandle, { job, personKey, route, dueAt }: NewJob): void {
  const sql = `
    INSERT INTO outbox (message_id, person_key, channel_id, route, job, state, attempts, due_at)
    VALUES (:messageId, :personKey, :channelId, :route, :job, 'due', 0, :dueAt)`;
  const { messageId, channelId } = job;
  runSql(db, sql, { messageId, channelId, personKey, route, job: JSON.stringify(job), dueAt });
}

/**
 * A job whose file Meta does not have yet is not due, nor one whose service window has ended (lapsed-sends.ts). Only the
 * oldest job of a person on a channel can be due: while it waits or is in flight, the later ones wait behind it. What has
 * lapsed holds nobody back: a template is what opens its window again.
 */
const IS_DUE = `o.state = 'due' AND o.lapsed_at IS NULL AND o.message_id NOT IN (SELECT message_id FROM uploads)
  AND NOT EXISTS (
    SELECT 1 FROM outbox earlier WHERE earlier.person_key = o.person_key AND earlier.channel_id = o.channel_id
      AND earlier.row_id < o.row_id AND earlier.lapsed_at IS NULL)`;

/** Takes the oldest due job and marks it in flight; undefined when none is due at `now`. */
export function takeDue(db: WriteHandle, { now }: { readonly now: number }): DueJob | undefined {
  const sql = `
    UPDATE outbox SET state = 'in-flight' WHERE row_id = (
      SELECT row_id FROM outbox o WHERE o.due_at <= :now AND ${IS_DUE} ORDER BY row_id LIMIT 1)
    RETURNING job, attempts`;
  const row = findRow<{ job: Json<OutboxJob>; attempts: number }>(db, sql, { now });
  return row && { job: readJson(row.job), attempts: row.attempts };
}

/** When the next job becomes due, epoch ms; undefined while none waits for the clock. */
export function findNextDueAt(db: ReadHandle): number | undefined {
  const sql = `SELECT min(due_at) AS dueAt FROM outbox o WHERE ${IS_DUE}`;
  return findRow<{ dueAt: number | null }>(db, sql)?.dueAt ?? undefined;
}

export type StoredJob = {
  readonly messageId: MessageId;
  readonly personKey: PersonKey;
  readonly route: Route;
};

const STORED = 'SELECT message_id AS messageId, person_key AS personKey, route FROM outbox';

export type Settle = {
  readonly messageId: MessageId;
  readonly verdict: SendVerdict;
  readonly now: number;
};

export type Settled = {
  readonly conversationId: ConversationId;
  /** The message went (or failed) on an own number: the relay has to be told. */
  readonly mustPublish: boolean;
  readonly changes: Changes;
};

/** Ends the job with what Meta said, or puts it off. A job that has already ended is left as it is. */
export function settle(db: WriteHandle, { messageId, verdict, now }: Settle): Settled {
  return inTransaction(db, () => {
    const projection = createProjection(db, findMe(db)?.id);
    const message = findOutbound(db, { messageId });
    assert(message !== undefined, 'a job and its message are made in one transaction');
    const job = findRow<StoredJob>(db, `${STORED} WHERE message_id = :messageId`, { messageId });
    const mustPublish = job !== undefined && applyVerdict(projection, job, verdict, now);
    return { conversationId: message.conversationId, mustPublish, changes: finish(projection) };
  });
}

/** Answers whether the relay has to be told. */
function applyVerdict(projection: Projection, job: StoredJob, verdict: SendVerdict, now: number): boolean {
  const { db } = projection;
  if (verdict.kind === 'try-later') {
    putOff(db, job.messageId, now + verdict.afterMs);
    return false;
  }
  if (verdict.kind === 'handed-over') {
    // The relay has it now: it stays queued until the log tells more.
    deleteJob(db, job.messageId);
    dropIfLost(projection, job.messageId);
    return false;
  }
  if (verdict.kind === 'accepted' && verdict.waId !== undefined) learnWaId(db, job.personKey, verdict.waId);
  return endJob(projection, job, readVerdict(verdict, now));
}

/** Of a conversation that went to a colleague meanwhile, the log will tell nothing more. */
function dropIfLost(projection: Projection, messageId: MessageId): void {
  const conversationId = findOutbound(projection.db, { messageId })?.conversationId;
  if (conversationId !== undefined && isLost(projection.db, conversationId)) {
    forgetConversations(projection, [conversationId]);
  }
}

function readVerdict(
  verdict: Exclude<SendVerdict, { kind: 'try-later' | 'handed-over' }>,
  at: number,
): Heard {
  switch (verdict.kind) {
    case 'accepted':
      return {
        status: verdict.isHeld === true ? 'held' : 'accepted',
        at,
        failure: undefined,
        wamid: verdict.wamid,
      };
    case 'rejected':
      return { status: 'failed', at, failure: verdict.failure, wamid: undefined };
    case 'unknown':
      return { status: 'unconfirmed', at, failure: undefined, wamid: undefined };
  }
}

/**
 * After a crash: what was in flight to Meta may be out, so it becomes unconfirmed and is never sent again by itself;
 * what was in flight to the relay is due again. Answers how many became unconfirmed.
 */
export function recoverInFlight(db: WriteHandle, { now }: { readonly now: number }): number {
  return inTransaction(db, () => {
    const projection = createProjection(db, findMe(db)?.id);
    runSql(
      db,
      `UPDATE outbox SET state = 'due', due_at = :now WHERE state = 'in-flight' AND route = 'relay'`,
      { now },
    );
    const lost = listRows<StoredJob>(db, `${STORED} WHERE state = 'in-flight'`);
    for (const job of lost) endJob(projection, job, readVerdict({ kind: 'unknown', reason: 'crash' }, now));
    saveProjection(projection);
    return lost.length;
  });
}

function finish(projection: Projection): Changes {
  saveProjection(projection);
  return summariseChanges(projection.db, projection.changes, projection.myUserId);
}

/** Within a transaction: the job is over. Answers whether the relay has to be told. */
export function endJob(projection: Projection, { messageId, route }: StoredJob, heard: Heard): boolean {
  const { db } = projection;
  deleteJob(db, messageId);
  const message = findOutbound(db, { messageId });
  if (message === undefined) return false;
  advanceMessage(projection, message, heard);
  if (route === 'meta') enqueuePublication(db, messageId);
  return route === 'meta';
}

function putOff(db: WriteHandle, messageId: MessageId, dueAt: number): void {
  const sql = `
    UPDATE outbox SET state = 'due', attempts = attempts + 1, due_at = :dueAt WHERE message_id = :messageId`;
  runSql(db, sql, { messageId, dueAt });
}

function deleteJob(db: WriteHandle, messageId: MessageId): void {
  runSql(db, 'DELETE FROM outbox WHERE message_id = :messageId', { messageId });
}
