import type { ConversationId, MessageId, RecordId } from '../../shared/domain/ids.ts';
import type { RecordFileRow } from '../../shared/ipc/record-file-views.ts';
import type { FiledFile, RecordFile } from '../../shared/protocol/record-files.ts';
import { type ChangeTracker, trackMessage } from './change-tracker.ts';
import {
  type Json,
  type ReadHandle,
  type WriteHandle,
  findRow,
  listRows,
  readJson,
  runSql,
} from './handle.ts';
import type { Projection } from './projection.ts';
import { describeUser } from './users.ts';

const SAVE = `
  INSERT INTO record_files (record_id, message_id, file, seq) VALUES (:recordId, :messageId, :file, :seq)
  ON CONFLICT (record_id, message_id) DO UPDATE SET file = excluded.file, seq = excluded.seq WHERE excluded.seq >= seq`;

/** What the log says of a file on a record; an older word than the one that is known changes nothing. */
export function projectRecordFile(
  { db, changes }: Pick<Projection, 'db' | 'changes'>,
  { recordId, messageId, file }: RecordFile,
  seq: number,
): void {
  const params = { recordId, messageId, file: file === undefined ? null : JSON.stringify(file), seq };
  if (runSql(db, SAVE, params) > 0) trackFile(db, changes, { recordId, messageId });
}

/** What the relay has just answered; its entry in the log comes after it. */
export function saveAnswered(handle: Pick<Projection, 'db' | 'changes'>, entry: RecordFile): void {
  const sql = 'SELECT seq FROM record_files WHERE record_id = :recordId AND message_id = :messageId';
  const { recordId, messageId } = entry;
  const known = findRow<{ seq: number }>(handle.db, sql, { recordId, messageId });
  projectRecordFile(handle, entry, known?.seq ?? 0);
}

type Row = {
  readonly messageId: MessageId;
  readonly file: Json<FiledFile>;
  readonly isWaiting: number;
  readonly problem: string | null;
  readonly isInChat: number;
};

/* What is queued here stands for what the log says, so that the user sees what they have done. */
const LIST = `
  SELECT f.message_id AS messageId, f.file, f.isWaiting, f.problem,
    EXISTS (SELECT 1 FROM messages m WHERE m.id = f.message_id) AS isInChat
  FROM (
    SELECT message_id, file, 1 AS isWaiting, problem FROM filings WHERE record_id = :recordId
    UNION ALL
    SELECT message_id, file, 0, NULL FROM record_files WHERE record_id = :recordId
      AND message_id NOT IN (SELECT message_id FROM filings WHERE record_id = :recordId)
  ) f
  WHERE f.file IS NOT NULL ORDER BY f.file ->> '$.filedAt' DESC, f.message_id`;

/** The files on a record, the newest first. */
export function listRecordFiles(
  db: ReadHandle,
  { recordId }: { readonly recordId: RecordId },
): { rows: RecordFileRow[] } {
  return { rows: listRows<Row>(db, LIST, { recordId }).map((row) => buildRow(db, recordId, row)) };
}

function buildRow(db: ReadHandle, recordId: RecordId, row: Row): RecordFileRow {
  const { messageId, isWaiting, problem, isInChat } = row;
  const { conversationId, name, mimeType, size, filedBy, filedAt } = readJson(row.file);
  return {
    recordId,
    messageId,
    name,
    mimeType,
    size,
    filedBy: describeUser(db, filedBy),
    filedAt,
    ...(isInChat === 1 ? { conversationId } : {}),
    state: problem !== null ? 'refused' : isWaiting === 1 ? 'waiting' : 'filed',
    ...(problem === null ? {} : { problem }),
  };
}

/** The file as it is on the record, filed or about to be; undefined when it is not. */
export function findRecordFile(
  db: ReadHandle,
  { recordId, messageId }: { readonly recordId: RecordId; readonly messageId: MessageId },
): FiledFile | undefined {
  const sql = `
    SELECT file FROM filings WHERE record_id = :recordId AND message_id = :messageId
    UNION ALL SELECT file FROM record_files WHERE record_id = :recordId AND message_id = :messageId LIMIT 1`;
  const row = findRow<{ file: Json<FiledFile> | null }>(db, sql, { recordId, messageId });
  return row === undefined || row.file === null ? undefined : readJson(row.file);
}

/** The same bytes on a record already, from whichever message, the first that was filed. */
export function findSameFile(
  db: ReadHandle,
  recordId: RecordId,
  sha256: string,
): (FiledFile & { readonly messageId: MessageId }) | undefined {
  const sql = `
    SELECT messageId, file FROM (
      SELECT message_id AS messageId, file FROM filings WHERE record_id = :recordId AND problem IS NULL
      UNION ALL
      SELECT message_id, file FROM record_files WHERE record_id = :recordId
        AND message_id NOT IN (SELECT message_id FROM filings WHERE record_id = :recordId)
    ) WHERE file ->> '$.sha256' = :sha256 ORDER BY file ->> '$.filedAt' LIMIT 1`;
  const row = findRow<{ messageId: MessageId; file: Json<FiledFile> }>(db, sql, { recordId, sha256 });
  return row === undefined ? undefined : { ...readJson(row.file), messageId: row.messageId };
}

/** The record is gone, and what was to be filed on it. What was filed is taken off by the relay. */
export function forgetFilings(db: WriteHandle, recordId: RecordId): void {
  runSql(db, 'DELETE FROM filings WHERE record_id = :recordId', { recordId });
}

/** The record and the bubble are shown anew. */
export function trackFile(
  db: ReadHandle,
  changes: ChangeTracker,
  { recordId, messageId }: { readonly recordId: RecordId; readonly messageId: MessageId },
): void {
  changes.records.add(recordId);
  const sql = 'SELECT conversation_id AS id FROM messages WHERE id = :messageId';
  const conversationId = findRow<{ id: ConversationId }>(db, sql, { messageId })?.id;
  if (conversationId !== undefined) trackMessage(changes, conversationId, messageId);
}
