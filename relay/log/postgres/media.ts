import { type MediaReader, type MediaState, type MediaWriter, indexedState } from '../media-log.ts';
import type { Sql } from './sql.ts';

type DataRow = { readonly data: string };

export function createMediaReader(sql: Sql): MediaReader {
  return {
    async findMedia(messageId) {
      const [row] = await sql<DataRow>('SELECT data FROM media WHERE message_id = $1', [messageId]);
      return row && toMedia(row);
    },
    async findNextMediaDueAt() {
      const [row] = await sql<{ readonly due_at: number | null }>(
        "SELECT min(due_at) AS due_at FROM media WHERE state = 'waiting'",
      );
      return row?.due_at ?? undefined;
    },
    async listReadyMedia(limit) {
      const rows = await sql<DataRow>(
        "SELECT data FROM media WHERE state = 'ready' ORDER BY received_at, message_id LIMIT $1",
        [limit],
      );
      return rows.map(toMedia);
    },
    async measureMedia() {
      const [row] = await sql<{ readonly bytes: number }>(
        "SELECT coalesce(sum(size), 0)::bigint AS bytes FROM media WHERE state = 'ready'",
      );
      return row?.bytes ?? 0;
    },
    async findMediaObjects(ids) {
      if (ids.length === 0) return new Set();
      const rows = await sql<{ readonly object_id: string }>(
        'SELECT object_id FROM media WHERE object_id = ANY ($1)',
        [ids],
      );
      return new Set(rows.map((row) => row.object_id));
    },
  };
}

export function createMediaWriter(sql: Sql): MediaWriter {
  return {
    async saveMedia(media) {
      if (media.length === 0) return;
      const rows = [...new Map(media.map((one) => [one.file.messageId, one])).values()];
      await sql(
        `INSERT INTO media (message_id, state, received_at, due_at, size, object_id, data)
         SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[], $7::text[])
         ON CONFLICT (message_id) DO UPDATE SET state = excluded.state, due_at = excluded.due_at,
           size = excluded.size, object_id = excluded.object_id, data = excluded.data`,
        [
          rows.map((row) => row.file.messageId),
          rows.map(indexedState),
          rows.map((row) => row.receivedAt),
          rows.map((row) => row.dueAt),
          rows.map((row) => row.file.size ?? 0),
          rows.map((row) => row.objectId ?? null),
          rows.map((row) => JSON.stringify(row)),
        ],
      );
    },
    async claimMedia(now, until) {
      const [row] = await sql<DataRow>(
        `UPDATE media SET due_at = $2 WHERE message_id = (
           SELECT message_id FROM media WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at LIMIT 1)
         RETURNING data`,
        [now, until],
      );
      return row && toMedia(row);
    },
  };
}

function toMedia({ data }: DataRow): MediaState {
  // Written by `saveMedia` as a whole state.
  return JSON.parse(data) as MediaState;
}
