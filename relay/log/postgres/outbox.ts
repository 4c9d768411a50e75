import type { MessageId } from '../../../shared/domain/ids.ts';
import { outboxJobSchema } from '../../../shared/outbound/outbox.ts';
import type { LogTransaction, RelayLog } from '../relay-log.ts';
import { ownerIsThere } from './locks.ts';
import type { Sql } from './sql.ts';

type OutboxWriter = Pick<
  LogTransaction,
  | 'saveJob'
  | 'findDueJob'
  | 'markInFlight'
  | 'postponeJob'
  | 'makeJobsDue'
  | 'deleteJobs'
  | 'takeBackJobs'
  | 'listAbandonedJobs'
>;

/** An older job of the same person, put off or in flight, holds the later ones back: they must not overtake it. */
const FREE_TO_GO = `state = 'waiting' AND NOT EXISTS (
  SELECT 1 FROM outbox AS older WHERE older.person_key = mine.person_key AND older.position < mine.position)`;

/**
 * Jobs of the company's number, of all relays. `owner` names this relay; a call to Meta ends within `longestCallMs`, so
 * that what has been in flight for longer, by a relay that is not there, has been abandoned.
 */
export function createOutboxWriter(sql: Sql, owner: number, longestCallMs: number): OutboxWriter {
  return {
    async saveJob(job, personKey, dueAt) {
      await sql(
        "INSERT INTO outbox (message_id, person_key, state, due_at, job) VALUES ($1, $2, 'waiting', $3, $4)",
        [job.messageId, personKey, dueAt, JSON.stringify(job)],
      );
    },
    async findDueJob(now) {
      const [row] = await sql<{ readonly job: string; readonly attempts: number }>(
        `SELECT job, attempts FROM outbox AS mine WHERE due_at <= $1 AND ${FREE_TO_GO} ORDER BY position LIMIT 1`,
        [now],
      );
      return row && { job: outboxJobSchema.parse(JSON.parse(row.job)), attempts: row.attempts };
    },
    async markInFlight(messageId) {
      await sql(
        "UPDATE outbox SET state = 'in-flight', owner = $2, taken_at = clock_timestamp() WHERE message_id = $1",
        [messageId, owner],
      );
    },
    async postponeJob(messageId, dueAt) {
      await sql(
        "UPDATE outbox SET state = 'waiting', due_at = $2, attempts = attempts + 1 WHERE message_id = $1",
        [messageId, dueAt],
      );
    },
    async makeJobsDue(at) {
      await sql("UPDATE outbox SET due_at = $1 WHERE state = 'waiting' AND due_at > $1", [at]);
    },
    async deleteJobs(messageIds) {
      if (messageIds.length > 0) await sql('DELETE FROM outbox WHERE message_id = ANY ($1)', [messageIds]);
    },
    async takeBackJobs(inHand) {
      await sql(
        "UPDATE outbox SET state = 'waiting' WHERE state = 'in-flight' AND owner = $1 AND message_id <> ALL ($2)",
        [owner, inHand],
      );
    },
    async listAbandonedJobs() {
      const rows = await sql<{ readonly message_id: string }>(
        `SELECT message_id FROM outbox WHERE state = 'in-flight'
         AND taken_at < clock_timestamp() - make_interval(secs => $1::float8 / 1000) AND NOT ${ownerIsThere('owner')}
         ORDER BY position`,
        [longestCallMs],
      );
      // Only `saveJob` writes here.
      return rows.map((row) => row.message_id as MessageId);
    },
  };
}

/** When the next job becomes due that no older one holds back. */
export function createDueReader(sql: Sql): Pick<RelayLog, 'findNextDueAt'> {
  return {
    async findNextDueAt() {
      const [row] = await sql<{ readonly due_at: number | null }>(
        `SELECT min(due_at) AS due_at FROM outbox AS mine WHERE ${FREE_TO_GO}`,
      );
      return row?.due_at ?? undefined;
    },
  };
}
