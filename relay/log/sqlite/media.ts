import type { Database } from 'better-sqlite3';
import { type MediaReader, type MediaState, type MediaWriter, indexedState } from '../media-log.ts';

export function createMediaReader(database: Database): MediaReader {
  const find = database.prepare<[string], string>('SELECT data FROM media WHERE message_id = ?').pluck();
  const ready = database
    .prepare<[number], string>(
      "SELECT data FROM media WHERE state = 'ready' ORDER BY received_at, message_id LIMIT ?",
    )
    .pluck();
  const bytes = database
    .prepare<[], number | null>("SELECT sum(size) FROM media WHERE state = 'ready'")
    .pluck();
  const next = database
    .prepare<[], number | null>("SELECT min(due_at) FROM media WHERE state = 'waiting'")
    .pluck();
  const object = database
    .prepare<[string], string>('SELECT object_id FROM media WHERE object_id = ?')
    .pluck();
  return {
    async findMedia(messageId) {
      const data = find.get(messageId);
      return data === undefined ? undefined : toMedia(data);
    },
    async findNextMediaDueAt() {
      return next.get() ?? undefined;
    },
    async listReadyMedia(limit) {
      return ready.all(limit).map(toMedia);
    },
    async measureMedia() {
      return bytes.get() ?? 0;
    },
    async findMediaObjects(ids) {
      return new Set(ids.filter((id) => object.get(id) !== undefined));
    },
  };
}

export function createMediaWriter(database: Database): MediaWriter {
  const save = database.prepare(
    `INSERT INTO media (message_id, state, received_at, due_at, size, object_id, data)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (message_id) DO UPDATE SET state = excluded.state, due_at = excluded.due_at, size = excluded.size,
       object_id = excluded.object_id, data = excluded.data`,
  );
  const claim = database
    .prepare<[{ now: number; until: number }], string>(
      `UPDATE media SET due_at = @until WHERE message_id = (
         SELECT message_id FROM media WHERE state = 'waiting' AND due_at <= @now ORDER BY due_at LIMIT 1)
       RETURNING data`,
    )
    .pluck();
  return {
    async saveMedia(media) {
      for (const one of media) {
        const { file, receivedAt, dueAt, objectId } = one;
        const { messageId, size } = file;
        save.run(
          messageId,
          indexedState(one),
          receivedAt,
          dueAt,
          size ?? 0,
          objectId ?? null,
          JSON.stringify(one),
        );
      }
    },
    async claimMedia(now, until) {
      const data = claim.get({ now, until });
      return data === undefined ? undefined : toMedia(data);
    },
  };
}

function toMedia(data: string): MediaState {
  // Written by `saveMedia` as a whole state.
  return JSON.parse(data) as MediaState;
}
