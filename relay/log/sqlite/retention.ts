import type { Database } from 'better-sqlite3';
import { MESSAGE_STATUSES } from '../../../shared/domain/message-status.ts';
import { mediaKey, sentKey, statusKey } from '../../ingest/keys.ts';
import { messageIdSchema } from '../../../shared/domain/ids.ts';
import { IS_AGEING, RECEIVED_ID_FROM, type RetentionWriter, UNSETTLED } from '../retention-log.ts';
import type { EntryIds } from './entry-ids.ts';

type SentRow = {
  readonly message_id: string;
  readonly wamid: string | null;
  readonly conversation_id: string;
  readonly at: number;
  readonly status: string;
};
type AgedRow = { readonly seq: number; readonly message_id: string | null };

export function createRetentionWriter(database: Database, ids: EntryIds): RetentionWriter {
  const sent = database.prepare<[number, number], SentRow>(
    `SELECT message_id, wamid, conversation_id, at, status FROM outbound
     WHERE at < ? AND status NOT IN (${UNSETTLED.map((status) => `'${status}'`).join(', ')})
     AND message_id NOT IN (SELECT message_id FROM outbox) ORDER BY at LIMIT ?`,
  );
  // A status goes with its message. One whose message is not here goes by its own age.
  const aged = database.prepare<[number, number], AgedRow>(
    `SELECT seq, iif(kind = 'message.received', substr(id, ${RECEIVED_ID_FROM}), NULL) AS message_id FROM events
     WHERE ${IS_AGEING} AND at < ? AND NOT (kind = 'message.status'
       AND EXISTS (SELECT 1 FROM outbound WHERE wamid = body ->> '$.wamid'))
     ORDER BY at LIMIT ?`,
  );
  const removeEntry = database.prepare<[number]>('DELETE FROM events WHERE seq = ?');
  const removeState = database.prepare<[string]>('DELETE FROM events WHERE compaction_key = ?');
  const removeSent = database.prepare<[string]>('DELETE FROM outbound WHERE message_id = ?');
  const removeMedia = database
    .prepare<[string], string | null>(
      "DELETE FROM media WHERE message_id = ? AND state <> 'kept' RETURNING object_id",
    )
    .pluck();
  // Who sent last still decides who gets the next reply.
  const rememberSent = database.prepare<[{ id: string; at: number }]>(
    `UPDATE threads SET removed_sent_at = max(coalesce(removed_sent_at, 0), @at) WHERE conversation_id = @id`,
  );

  function removeOutbound(row: SentRow): void {
    if (row.status !== 'failed') rememberSent.run({ id: row.conversation_id, at: row.at });
    const { wamid } = row;
    for (const status of wamid === null ? [] : MESSAGE_STATUSES) {
      const seq = ids.find(statusKey(wamid ?? '', status));
      if (seq !== undefined) removeEntry.run(seq);
    }
    removeState.run(sentKey(row.message_id));
    removeSent.run(row.message_id);
  }

  function removeFile(messageId: string): readonly string[] {
    removeState.run(mediaKey(messageIdSchema.parse(messageId)));
    const objectId = removeMedia.get(messageId) ?? undefined;
    return objectId === undefined ? [] : [objectId];
  }

  return {
    async removeHistory(before, limit) {
      const messages = sent.all(before, limit);
      messages.forEach(removeOutbound);
      const entries = aged.all(before, limit - messages.length);
      for (const { seq } of entries) removeEntry.run(seq);
      const withFiles = [
        ...messages.map((row) => row.message_id),
        ...entries.flatMap((row) => row.message_id ?? []),
      ];
      return {
        removed: messages.length + entries.length,
        objectIds: withFiles.flatMap(removeFile),
      };
    },
  };
}
