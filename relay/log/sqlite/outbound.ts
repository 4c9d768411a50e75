import type { Database } from 'better-sqlite3';
import type { MessageId } from '../../../shared/domain/ids.ts';
import { outboxJobSchema } from '../../../shared/outbound/outbox.ts';
import type { LogReader, LogTransaction } from '../relay-log.ts';
import { type OutboundRow, toOutbound } from '../rows/outbound-row.ts';

/* The casts in this file bring back the brands of values that only this file's writer stored. */

export function createOutboundReader(database: Database): Pick<LogReader, 'findOutbound'> {
  const byWamid = database.prepare<[string], OutboundRow>('SELECT * FROM outbound WHERE wamid = ?');
  const byMessageId = database.prepare<[string], OutboundRow>('SELECT * FROM outbound WHERE message_id = ?');
  return {
    async findOutbound({ wamids, messageIds }) {
      return [
        ...wamids.flatMap((wamid) => byWamid.all(wamid)),
        ...messageIds.flatMap((id) => byMessageId.all(id)),
      ].map(toOutbound);
    },
  };
}

type OutboundWriter = Pick<
  LogTransaction,
  | 'saveOutbound'
  | 'saveJob'
  | 'findDueJob'
  | 'markInFlight'
  | 'makeJobsDue'
  | 'postponeJob'
  | 'deleteJobs'
  | 'takeBackJobs'
  | 'listAbandonedJobs'
>;

/** `owner` names this opening of the log: what another one left in flight has been abandoned. */
export function createOutboundWriter(database: Database, owner: string): OutboundWriter {
  const save = database.prepare(
    `INSERT INTO outbound (message_id, wamid, conversation_id, person_key, channel_id, consultant_user_id, status, at, reports)
     VALUES (@messageId, @wamid, @conversationId, @personKey, @channelId, @consultantUserId, @status, @at, @reports)
     ON CONFLICT (message_id) DO UPDATE SET wamid = excluded.wamid, status = excluded.status, reports = excluded.reports`,
  );
  const markSent = database.prepare(
    `UPDATE threads SET last_sent_at = (
       SELECT max(sent_at) FROM (
         SELECT at AS sent_at FROM outbound WHERE conversation_id = @id AND status <> 'failed'
         UNION ALL SELECT threads.removed_sent_at)
     ) WHERE conversation_id = @id`,
  );
  const saveJob = database.prepare(
    "INSERT INTO outbox (message_id, person_key, state, due_at, job) VALUES (?, ?, 'waiting', ?, ?)",
  );
  // An older job of the same person, put off or in flight, holds the later ones back: they must not overtake it.
  const due = database.prepare<[number], { job: string; attempts: number }>(
    `SELECT job, attempts FROM outbox AS mine WHERE state = 'waiting' AND due_at <= ?
     AND NOT EXISTS (SELECT 1 FROM outbox AS older WHERE older.person_key = mine.person_key AND older.position < mine.position)
     ORDER BY position LIMIT 1`,
  );
  const markInFlight = database.prepare(
    "UPDATE outbox SET state = 'in-flight', owner = ? WHERE message_id = ?",
  );
  const postpone = database.prepare(
    "UPDATE outbox SET state = 'waiting', due_at = ?, attempts = attempts + 1 WHERE message_id = ?",
  );
  const makeDue = database.prepare("UPDATE outbox SET due_at = @at WHERE state = 'waiting' AND due_at > @at");
  const takeBack = database.prepare(
    `UPDATE outbox SET state = 'waiting' WHERE state = 'in-flight' AND owner = ?
     AND message_id NOT IN (SELECT value FROM json_each(?))`,
  );
  const remove = database.prepare('DELETE FROM outbox WHERE message_id = ?');
  const abandoned = database
    .prepare<[string], string>(
      "SELECT message_id FROM outbox WHERE state = 'in-flight' AND owner IS NOT ? ORDER BY position",
    )
    .pluck();
  return {
    async saveOutbound(messages) {
      for (const message of messages) {
        save.run({ ...message, wamid: message.wamid ?? null, reports: JSON.stringify(message.reports) });
      }
      for (const id of new Set(messages.map((message) => message.conversationId))) markSent.run({ id });
    },
    async saveJob(job, personKey, dueAt) {
      saveJob.run(job.messageId, personKey, dueAt, JSON.stringify(job));
    },
    async findDueJob(now) {
      const row = due.get(now);
      return row && { job: outboxJobSchema.parse(JSON.parse(row.job)), attempts: row.attempts };
    },
    async markInFlight(messageId) {
      markInFlight.run(owner, messageId);
    },
    async makeJobsDue(at) {
      makeDue.run({ at });
    },
    async postponeJob(messageId, dueAt) {
      postpone.run(dueAt, messageId);
    },
    async deleteJobs(messageIds) {
      for (const messageId of messageIds) remove.run(messageId);
    },
    async takeBackJobs(inHand) {
      takeBack.run(owner, JSON.stringify(inHand));
    },
    async listAbandonedJobs() {
      return abandoned.all(owner) as MessageId[];
    },
  };
}

/** When the next job becomes due that no older one holds back. */
export function createDueReader(database: Database): () => number | undefined {
  const next = database
    .prepare<[], number | null>(
      `SELECT min(due_at) FROM outbox AS mine WHERE state = 'waiting'
       AND NOT EXISTS (SELECT 1 FROM outbox AS older WHERE older.person_key = mine.person_key AND older.position < mine.position)`,
    )
    .pluck();
  return () => next.get() ?? undefined;
}
