import type { ChannelId, MessageId } from '../../shared/domain/ids.ts';
import { type Changes, createChangeTracker, summariseChanges, trackMessage } from './change-tracker.ts';
import { type ReadHandle, type WriteHandle, findRow, inTransaction, runSql } from './handle.ts';
import type { MediaObject } from './local-media.ts';
import type { ConversationId } from '../../shared/domain/ids.ts';
import { type Settled, settle } from './outbox.ts';
import { findMe } from './users.ts';

/* The files of messages that wait in the outbox until Meta has them. */

export type UploadJob = {
  readonly messageId: MessageId;
  readonly channelId: ChannelId;
  /** `relay`: for the company's number. `meta`: from here, with the user's own token. */
  readonly route: 'relay' | 'meta';
  readonly object: MediaObject;
  readonly size: number;
  readonly mimeType: string;
  readonly attempts: number;
};

type Row = Omit<UploadJob, 'object'> & MediaObject;

const NEXT = `
  SELECT u.message_id AS messageId, o.channel_id AS channelId, o.route, l.object_id AS objectId, l.file_key AS fileKey,
    l.size, o.job ->> '$.content.media.mimeType' AS mimeType, u.attempts
  FROM uploads u JOIN outbox o ON o.message_id = u.message_id JOIN local_media l ON l.message_id = u.message_id
  WHERE u.due_at <= :now AND l.state = 'here' AND u.message_id NOT IN (SELECT value FROM json_each(:running))
  ORDER BY o.row_id LIMIT 1`;

/** Within a transaction: the file of a message that has just been queued. It is sent when Meta has the file. */
export function queueUpload(
  db: WriteHandle,
  message: { readonly messageId: MessageId; readonly conversationId: ConversationId; readonly now: number },
  { objectId, fileKey, size, sha256 }: MediaObject & { readonly size: number; readonly sha256: string },
): void {
  runSql(db, INSERT_FILE, { ...message, objectId, fileKey, size, sha256 });
  runSql(db, 'INSERT INTO uploads (message_id) VALUES (:messageId)', { messageId: message.messageId });
  // It has left the tray in which it may have lain.
  runSql(db, 'DELETE FROM draft_files WHERE object_id = :objectId', { objectId });
}

const INSERT_FILE = `
  INSERT INTO local_media (message_id, conversation_id, source, at, state, object_id, file_key, size, sha256, used_at)
  VALUES (:messageId, :conversationId, 'sent', :now, 'here', :objectId, :fileKey, :size, :sha256, :now)`;

/** The file to upload next, in the order in which they are to be sent; undefined when none is due. */
export function findNextUpload(
  db: ReadHandle,
  { now, running }: { readonly now: number; readonly running: readonly MessageId[] },
): UploadJob | undefined {
  const row = findRow<Row>(db, NEXT, { now, running: JSON.stringify(running) });
  if (row === undefined) return undefined;
  const { objectId, fileKey, ...job } = row;
  return { ...job, object: { objectId, fileKey } };
}

/** When the next upload that was put off becomes due, epoch ms. */
export function findNextUploadDueAt(db: ReadHandle, { now }: { readonly now: number }): number | undefined {
  const sql = 'SELECT min(due_at) AS dueAt FROM uploads WHERE due_at > :now';
  return findRow<{ dueAt: number | null }>(db, sql, { now })?.dueAt ?? undefined;
}

/** There is a connection again. */
export function hurryUploads(db: WriteHandle): void {
  runSql(db, 'UPDATE uploads SET due_at = 0 WHERE due_at > 0');
}

export type UploadOutcome =
  | { readonly kind: 'uploaded'; readonly mediaId: string }
  | { readonly kind: 'later'; readonly afterMs: number; readonly problem: string }
  /** It will not be sent: Meta does not take it, or the user has stopped it. */
  | { readonly kind: 'refused'; readonly problem: string };

/** What became of an upload. One that was stopped meanwhile is left as it is. */
export function settleUpload(
  db: WriteHandle,
  input: { readonly messageId: MessageId; readonly outcome: UploadOutcome; readonly now: number },
): Pick<Settled, 'changes' | 'mustPublish'> {
  const { messageId, outcome, now } = input;
  return inTransaction(db, () => {
    const isThere = findRow(db, 'SELECT 1 FROM uploads WHERE message_id = :messageId', { messageId });
    if (isThere === undefined) return { changes: changesOf(db, messageId), mustPublish: false };
    if (outcome.kind === 'later') {
      const params = { messageId, dueAt: now + outcome.afterMs, problem: outcome.problem };
      runSql(db, PUT_OFF, params);
      return { changes: changesOf(db, messageId), mustPublish: false };
    }
    runSql(db, 'DELETE FROM uploads WHERE message_id = :messageId', { messageId });
    if (outcome.kind === 'uploaded') {
      const params = { messageId, mediaId: outcome.mediaId };
      runSql(
        db,
        `UPDATE messages SET content = json_set(content, '$.media.mediaId', :mediaId) WHERE id = :messageId`,
        params,
      );
      runSql(
        db,
        `UPDATE outbox SET job = json_set(job, '$.content.media.mediaId', :mediaId), due_at = :now
         WHERE message_id = :messageId`,
        { ...params, now },
      );
      return { changes: changesOf(db, messageId), mustPublish: false };
    }
    const failure = {
      sentence: `The file was not sent. ${outcome.problem}`,
      advice: 'Attach it again if it is still wanted.',
      canRetry: false,
    };
    return settle(db, { messageId, verdict: { kind: 'rejected', failure }, now });
  });
}

const PUT_OFF = `
  UPDATE uploads SET attempts = attempts + 1, due_at = :dueAt, problem = :problem WHERE message_id = :messageId`;

function changesOf(db: ReadHandle, messageId: MessageId): Changes {
  const tracker = createChangeTracker();
  const sql = 'SELECT conversation_id AS id FROM messages WHERE id = :messageId';
  const conversationId = findRow<{ id: ConversationId }>(db, sql, { messageId })?.id;
  if (conversationId !== undefined) trackMessage(tracker, conversationId, messageId);
  return summariseChanges(db, tracker, findMe(db)?.id);
}
