import { MESSAGE_STATUSES } from '../../../shared/domain/message-status.ts';
import { messageIdSchema } from '../../../shared/domain/ids.ts';
import { mediaKey, sentKey, statusKey } from '../../ingest/keys.ts';
import { IS_AGEING, RECEIVED_ID_FROM, type RetentionWriter, UNSETTLED } from '../retention-log.ts';
import type { Sql } from './sql.ts';

type SentRow = { readonly message_id: string; readonly wamid: string | null };
type AgedRow = { readonly message_id: string | null };
type ObjectRow = { readonly object_id: string | null };

const SENT = `
  SELECT message_id, wamid FROM outbound WHERE at < $1
  AND status NOT IN (${UNSETTLED.map((status) => `'${status}'`).join(', ')})
  AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.message_id = outbound.message_id) ORDER BY at LIMIT $2`;

// Who sent last still decides who gets the next reply.
const REMOVE_SENT = `
  WITH gone AS (DELETE FROM outbound WHERE message_id = ANY ($1) RETURNING conversation_id, status, at)
  UPDATE threads SET removed_sent_at = greatest(removed_sent_at, newest.at)
  FROM (SELECT conversation_id, max(at) AS at FROM gone WHERE status <> 'failed' GROUP BY conversation_id) AS newest
  WHERE threads.conversation_id = newest.conversation_id`;

// A status goes with its message. One whose message is not here goes by its own age. Read as text: a body may hold what the
// server's JSON refuses (U+0000), and a name that is found so has no characters that JSON escapes.
const REMOVE_AGED = `
  DELETE FROM events WHERE seq = ANY (ARRAY(
    SELECT seq FROM events WHERE ${IS_AGEING} AND at < $1 AND NOT (kind = 'message.status'
      AND EXISTS (SELECT 1 FROM outbound WHERE outbound.wamid = substring(events.body FROM '"wamid":"([^"\\\\]+)"')))
    ORDER BY at LIMIT $2))
  RETURNING CASE WHEN kind = 'message.received' THEN substr(id, ${RECEIVED_ID_FROM}) END AS message_id`;

export function createRetentionWriter(sql: Sql): RetentionWriter {
  async function removeSent(rows: readonly SentRow[]): Promise<void> {
    if (rows.length === 0) return;
    const ids = rows.flatMap(({ wamid }) =>
      wamid === null ? [] : MESSAGE_STATUSES.map((status) => statusKey(wamid, status)),
    );
    await sql('DELETE FROM events WHERE id = ANY ($1)', [ids]);
    const names = rows.map((row) => row.message_id);
    await sql('DELETE FROM events WHERE compaction_key = ANY ($1)', [names.map(sentKey)]);
    await sql(REMOVE_SENT, [names]);
  }

  async function removeFiles(messageIds: readonly string[]): Promise<readonly string[]> {
    if (messageIds.length === 0) return [];
    const keys = messageIds.map((id) => mediaKey(messageIdSchema.parse(id)));
    await sql('DELETE FROM events WHERE compaction_key = ANY ($1)', [keys]);
    const rows = await sql<ObjectRow>(
      "DELETE FROM media WHERE message_id = ANY ($1) AND state <> 'kept' RETURNING object_id",
      [messageIds],
    );
    return rows.flatMap((row) => row.object_id ?? []);
  }

  return {
    async removeHistory(before, limit) {
      const messages = await sql<SentRow>(SENT, [before, limit]);
      await removeSent(messages);
      const aged = await sql<AgedRow>(REMOVE_AGED, [before, limit - messages.length]);
      const withFiles = [
        ...messages.map((row) => row.message_id),
        ...aged.flatMap((row) => row.message_id ?? []),
      ];
      return { removed: messages.length + aged.length, objectIds: await removeFiles(withFiles) };
    },
  };
}
