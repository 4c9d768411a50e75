import { AppError } from '../../shared/domain/app-error.ts';
import type { ConversationId, MessageId, PersonKey, RecordId } from '../../shared/domain/ids.ts';
import { findMediaContent, nameMediaFile } from '../../shared/domain/media-file-name.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import type { FilingChoice } from '../../shared/ipc/record-file-views.ts';
import type { MediaFile } from '../../shared/protocol/events.ts';
import type { FiledFile, RecordFile } from '../../shared/protocol/record-files.ts';
import { type Changes, createChangeTracker, summariseChanges } from './change-tracker.ts';
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
import { RECORDS_OF_PERSON } from './identity-sql.ts';
import { findSameFile, saveAnswered, trackFile } from './record-files.ts';
import { describeUser, findMe } from './users.ts';

/*
 * Putting files on records. What the user has said waits here until the relay has heard it (main/records/filer.ts), so
 * that it can be said offline and survives a crash.
 */

type Place = { readonly recordId: RecordId; readonly messageId: MessageId };

type StoredFile = {
  readonly conversationId: ConversationId;
  readonly personKey: PersonKey;
  readonly at: number;
  readonly content: Json<MessageContent>;
  readonly localSha: string | null;
  readonly localSize: number | null;
  readonly relay: Json<MediaFile> | null;
};

const FILE = `
  SELECT m.conversation_id AS conversationId, c.person_key AS personKey, m.at, m.content, l.sha256 AS localSha,
    l.size AS localSize, (SELECT data FROM media_files f WHERE f.message_id = m.id) AS relay
  FROM messages m JOIN conversations c ON c.id = m.conversation_id
  LEFT JOIN local_media l ON l.message_id = m.id AND l.state = 'here'
  WHERE m.id = :messageId`;

type FileFacts = Pick<FiledFile, 'conversationId' | 'personKey' | 'name' | 'mimeType' | 'size' | 'sha256'>;

/** Throws `not-found` where the file is neither here nor at the relay: nobody could open it on the record. */
function getFile(db: ReadHandle, messageId: MessageId): FileFacts {
  const stored = findRow<StoredFile>(db, FILE, { messageId });
  const content = stored === undefined ? undefined : findMediaContent(readJson(stored.content));
  const relay = stored === undefined || stored.relay === null ? undefined : readJson(stored.relay);
  const sha256 = stored?.localSha ?? relay?.sha256;
  const size = stored?.localSize ?? relay?.size;
  if (stored === undefined || content === undefined || sha256 === undefined || size === undefined) {
    throw new AppError('not-found', 'The file is not here yet. Fetch it first, then file it.');
  }
  const { conversationId, personKey, at } = stored;
  const name = nameMediaFile(content.type, content.media, at);
  return { conversationId, personKey, name, mimeType: content.media.mimeType, size, sha256 };
}

/** The records on which a file may be put, and which of them have it already. Throws `not-found`. */
export function listFilingChoices(
  db: ReadHandle,
  { messageId }: { readonly messageId: MessageId },
): { name: string; choices: FilingChoice[] } {
  const { personKey, name, sha256 } = getFile(db, messageId);
  const records = listRows<{ id: RecordId; name: string }>(db, RECORDS_OF_PERSON, { personKey });
  const choices = records.map(({ id, name: recordName }): FilingChoice => {
    const same = findSameFile(db, id, sha256);
    const already = same && {
      name: same.name,
      filedBy: describeUser(db, same.filedBy),
      filedAt: same.filedAt,
      isThisMessage: same.messageId === messageId,
    };
    return { recordId: id, recordName, ...(already === undefined ? {} : { already }) };
  });
  return { name, choices };
}

const QUEUE = `
  INSERT INTO filings (record_id, message_id, file) VALUES (:recordId, :messageId, :file)
  ON CONFLICT (message_id, record_id) DO UPDATE SET file = excluded.file, problem = NULL`;

/** The user puts a file on a record, or gives it another name there. Throws `not-found`. */
export function queueFiling(
  db: WriteHandle,
  { recordId, messageId, name, now }: Place & { readonly name?: string | undefined; readonly now: number },
): Changes {
  return inTransaction(db, () => {
    const facts = getFile(db, messageId);
    const me = findMe(db);
    if (me === undefined) throw new AppError('not-signed-in', 'Sign in first.');
    const file: FiledFile = { ...facts, name: name ?? facts.name, filedBy: me.id, filedAt: now };
    runSql(db, QUEUE, { recordId, messageId, file: JSON.stringify(file) });
    return changesOf(db, { recordId, messageId });
  });
}

/** The user takes a file off a record. The relay is always told: it may have heard of the filing although no answer came. */
export function queueRemoval(db: WriteHandle, { recordId, messageId }: Place): Changes {
  return inTransaction(db, () => {
    const place = { recordId, messageId };
    runSql(db, QUEUE, { ...place, file: null });
    return changesOf(db, place);
  });
}

export type FilingJob = Place & { readonly entryId: number; readonly file: FiledFile | undefined };

/** The oldest that the relay has not heard of; undefined when it has heard of all. */
export function findNextFiling(db: ReadHandle): FilingJob | undefined {
  const sql = `
    SELECT entry_id AS entryId, record_id AS recordId, message_id AS messageId, file FROM filings
    WHERE problem IS NULL ORDER BY entry_id LIMIT 1`;
  const row = findRow<Place & { entryId: number; file: Json<FiledFile> | null }>(db, sql);
  return row && { ...row, file: row.file === null ? undefined : readJson(row.file) };
}

/** What the relay answered to a job, unless the user has said something else meanwhile. */
export function settleFiling(
  db: WriteHandle,
  {
    job,
    outcome,
  }: {
    readonly job: FilingJob;
    readonly outcome: { readonly entry: RecordFile } | { readonly problem: string };
  },
): Changes {
  return inTransaction(db, () => {
    const changes = createChangeTracker();
    const { entryId, recordId, messageId } = job;
    const file = job.file === undefined ? null : JSON.stringify(job.file);
    const same = 'entry_id = :entryId AND file IS :file';
    if ('problem' in outcome) {
      const { problem } = outcome;
      // A removal that is refused has nothing to say to the user: there is nothing to take off.
      const sql =
        file === null
          ? `DELETE FROM filings WHERE ${same}`
          : `UPDATE filings SET problem = :problem WHERE ${same}`;
      runSql(db, sql, file === null ? { entryId, file } : { entryId, file, problem });
    } else {
      saveAnswered({ db, changes }, outcome.entry);
      runSql(db, `DELETE FROM filings WHERE ${same}`, { entryId, file });
    }
    trackFile(db, changes, { recordId, messageId });
    return summariseChanges(db, changes, findMe(db)?.id);
  });
}

function changesOf(db: ReadHandle, place: Place): Changes {
  const changes = createChangeTracker();
  trackFile(db, changes, place);
  return summariseChanges(db, changes, findMe(db)?.id);
}
