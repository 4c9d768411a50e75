import type { MessageId } from '../../shared/domain/ids.ts';
import type { MediaFile } from '../../shared/protocol/events.ts';
import { trackMessage } from './change-tracker.ts';
import { noteRelayFile } from './note-media.ts';
import { type Json, type ReadHandle, findRow, readJson, runSql } from './handle.ts';
import type { Projection } from './projection.ts';

const SAVE = `
  INSERT INTO media_files (message_id, conversation_id, data, seq) VALUES (:messageId, :conversationId, :data, :seq)
  ON CONFLICT (message_id) DO UPDATE SET conversation_id = excluded.conversation_id, data = excluded.data,
    seq = excluded.seq
  WHERE excluded.seq > seq`;

/** How far the relay is with a file. It may come before the message that it belongs to. */
export function projectMediaFile({ db, changes }: Projection, file: MediaFile, seq: number): void {
  const { messageId, conversationId } = file;
  const params = { messageId, conversationId, data: JSON.stringify(file), seq };
  if (runSql(db, SAVE, params) === 0) return;
  noteRelayFile(db, file);
  trackMessage(changes, conversationId, messageId);
}

/** What the relay last said of the file of a message; undefined where it fetches none. */
export function findMediaFile(db: ReadHandle, messageId: MessageId): MediaFile | undefined {
  const sql = 'SELECT data FROM media_files WHERE message_id = :messageId';
  const row = findRow<{ data: Json<MediaFile> }>(db, sql, { messageId });
  return row && readJson<MediaFile>(row.data);
}
