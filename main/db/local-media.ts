import type { MessageId } from '../../shared/domain/ids.ts';
import { findMediaContent, nameMediaFile } from '../../shared/domain/media-file-name.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import type { MediaFile } from '../../shared/protocol/events.ts';
import {
  type Json,
  type ReadHandle,
  type WriteHandle,
  findRow,
  listRows,
  readJson,
  runSql,
} from './handle.ts';
import { type Changes, createChangeTracker, summariseChanges, trackMessage } from './change-tracker.ts';
import type { ConversationId } from '../../shared/domain/ids.ts';
import { findMe } from './users.ts';

/*
 * What the fetcher asks of the database (main/media). States: `waiting` to be fetched · `here` · `away`: not here, and the
 * relay has it · `expired`: nobody has it any more · `failed`: what is handed out is not the file.
 */

/** Where a file is written, and what opens it: 32 bytes in hex. */
export type MediaObject = { readonly objectId: string; readonly fileKey: string };

export type MediaJob = {
  readonly messageId: MessageId;
  /** The company's files come from the relay, those of the user's own number from Meta. */
  readonly source: 'relay' | 'meta';
  /** Meta's id. */
  readonly mediaId: string | undefined;
  /** Bytes, where it is known. */
  readonly expectedSize: number | undefined;
  /** Hex from the relay, base64 from Meta. */
  readonly expectedSha256: string | undefined;
  /** When the file came. */
  readonly at: number;
  readonly attempts: number;
  /** The user asked for it; else it is fetched because it came. */
  readonly isAsked: boolean;
  /** Where an earlier attempt has written. */
  readonly object: MediaObject | undefined;
};

type StoredJob = {
  readonly messageId: MessageId;
  readonly source: 'relay' | 'meta';
  readonly at: number;
  readonly attempts: number;
  readonly isAsked: number;
  readonly objectId: string | null;
  readonly fileKey: string | null;
  readonly content: Json<MessageContent>;
  readonly file: Json<MediaFile> | null;
};

const NEXT = `
  SELECT l.message_id AS messageId, l.source, l.at, l.attempts, l.is_asked AS isAsked, l.object_id AS objectId,
    l.file_key AS fileKey, m.content, (SELECT data FROM media_files f WHERE f.message_id = l.message_id) AS file
  FROM local_media l JOIN messages m ON m.id = l.message_id
  WHERE l.state = 'waiting' AND l.due_at <= :now
    AND l.message_id NOT IN (SELECT value FROM json_each(:running))
  ORDER BY l.is_asked DESC, l.at DESC LIMIT 1`;

/** The file to fetch next, what was asked for and what is newest first; undefined when none is due. */
export function findNextMedia(
  db: ReadHandle,
  { now, running }: { readonly now: number; readonly running: readonly MessageId[] },
): MediaJob | undefined {
  const stored = findRow<StoredJob>(db, NEXT, { now, running: JSON.stringify(running) });
  if (stored === undefined) return undefined;
  const { messageId, source, at, attempts, isAsked, objectId, fileKey } = stored;
  const content = readJson(stored.content);
  const media = findMediaContent(content)?.media;
  const file = stored.file === null ? undefined : readJson(stored.file);
  return {
    messageId,
    source,
    mediaId: media?.mediaId,
    expectedSize: file?.size,
    expectedSha256: source === 'relay' ? file?.sha256 : media?.sha256,
    at,
    attempts,
    isAsked: isAsked === 1,
    object: objectId === null || fileKey === null ? undefined : { objectId, fileKey },
  };
}

/** When the next file that is put off becomes due, epoch ms; undefined while none waits. */
export function findNextMediaDueAt(db: ReadHandle, { now }: { readonly now: number }): number | undefined {
  const sql = `SELECT min(due_at) AS dueAt FROM local_media WHERE state = 'waiting' AND due_at > :now`;
  return findRow<{ dueAt: number | null }>(db, sql, { now })?.dueAt ?? undefined;
}

/** Notes where the file is going to be, before the first byte: what a crash leaves is found again and continued. */
export function beginMedia(db: WriteHandle, input: MediaObject & { readonly messageId: MessageId }): void {
  runSql(
    db,
    'UPDATE local_media SET object_id = :objectId, file_key = :fileKey WHERE message_id = :messageId',
    input,
  );
}

/** What became of an attempt. `isDropped`: nothing of what was written is of use. */
export type MediaOutcome =
  | { readonly kind: 'here'; readonly size: number; readonly sha256: string }
  | {
      readonly kind: 'later';
      readonly afterMs: number;
      readonly problem: string;
      readonly isDropped: boolean;
    }
  | {
      readonly kind: 'ended';
      readonly state: 'expired' | 'failed' | 'away';
      readonly problem: string | null;
    };

const SET = `
  UPDATE local_media SET state = :state, problem = :problem, attempts = attempts + 1, due_at = :dueAt,
    is_asked = CASE :state WHEN 'waiting' THEN is_asked ELSE 0 END,
    object_id = CASE :isDropped WHEN 1 THEN NULL ELSE object_id END,
    file_key = CASE :isDropped WHEN 1 THEN NULL ELSE file_key END,
    size = :size, sha256 = :sha256,
    -- What was not asked for is as old as its message: the oldest make room first.
    used_at = CASE is_asked WHEN 1 THEN :now ELSE at END
  WHERE message_id = :messageId AND state = 'waiting'`;

export function settleMedia(
  db: WriteHandle,
  input: { readonly messageId: MessageId; readonly outcome: MediaOutcome; readonly now: number },
): Changes {
  const { messageId, outcome, now } = input;
  const common = { messageId, now, size: null, sha256: null, problem: null, dueAt: 0, isDropped: 1 };
  switch (outcome.kind) {
    case 'here': {
      const { size, sha256 } = outcome;
      runSql(db, SET, { ...common, state: 'here', size, sha256, isDropped: 0 });
      break;
    }
    case 'later': {
      const { afterMs, problem, isDropped } = outcome;
      const dueAt = now + afterMs;
      runSql(db, SET, { ...common, state: 'waiting', dueAt, problem, isDropped: isDropped ? 1 : 0 });
      break;
    }
    case 'ended':
      runSql(db, SET, { ...common, state: outcome.state, problem: outcome.problem });
      break;
  }
  return changesOf(db, [messageId]);
}

const ASK = `
  UPDATE local_media SET state = 'waiting', is_asked = 1, attempts = 0, due_at = 0, problem = NULL
  WHERE message_id = :messageId AND state <> 'here'`;

/** The user wants this file now. False when it is not for this computer to fetch. */
export function askForMedia(
  db: WriteHandle,
  { messageId }: { readonly messageId: MessageId },
): { readonly isKnown: boolean; readonly changes: Changes } {
  const isAsked = runSql(db, ASK, { messageId }) > 0;
  const isHere = findRow(db, 'SELECT 1 FROM local_media WHERE message_id = :messageId', { messageId });
  return { isKnown: isAsked || isHere !== undefined, changes: changesOf(db, [messageId]) };
}

/** There is a connection again: nothing waits for its clock any more. */
export function hurryMedia(db: WriteHandle): void {
  runSql(db, `UPDATE local_media SET due_at = 0 WHERE state = 'waiting' AND due_at > 0`);
}

/** Files that came before this and that nobody has asked for are not fetched by themselves; the relay has them. */
export function setOldMediaAside(db: WriteHandle, { before }: { readonly before: number }): Changes {
  const sql = `
    UPDATE local_media SET state = 'away'
    WHERE state = 'waiting' AND is_asked = 0 AND source = 'relay' AND at < :before RETURNING message_id AS id`;
  const rows = listRows<{ id: MessageId }>(db, sql, { before });
  return changesOf(
    db,
    rows.map(({ id }) => id),
  );
}

/** A file that is here, with all that is needed to hand it out. */
export type MediaHere = MediaObject & {
  readonly messageId: MessageId;
  readonly size: number;
  readonly mimeType: string;
  readonly fileName: string;
};

type StoredHere = MediaObject & {
  readonly size: number;
  readonly content: Json<MessageContent>;
  readonly at: number;
};

const HERE = `
  SELECT l.object_id AS objectId, l.file_key AS fileKey, l.size, m.content, m.at
  FROM local_media l JOIN messages m ON m.id = l.message_id WHERE l.message_id = :messageId AND l.state = 'here'`;

/** The file of a message, if it is here; notes that it was of use. */
export function useMedia(
  db: WriteHandle,
  { messageId, now }: { readonly messageId: MessageId; readonly now: number },
): MediaHere | undefined {
  const stored = findRow<StoredHere>(db, HERE, { messageId });
  if (stored === undefined) return undefined;
  const content = findMediaContent(readJson(stored.content));
  if (content === undefined) return undefined;
  runSql(db, 'UPDATE local_media SET used_at = :now WHERE message_id = :messageId', { messageId, now });
  const { objectId, fileKey, size, at } = stored;
  const { mimeType } = content.media;
  return {
    messageId,
    objectId,
    fileKey,
    size,
    mimeType,
    fileName: nameMediaFile(content.type, content.media, at),
  };
}

const LOSE = `
  UPDATE local_media SET state = 'waiting', is_asked = 1, attempts = 0, due_at = 0, object_id = NULL, file_key = NULL,
    size = NULL, sha256 = NULL, source = CASE source WHEN 'sent' THEN 'meta' ELSE source END
  WHERE message_id = :messageId AND state = 'here'`;

/** What was here is damaged or gone: it is fetched again. */
export function loseMedia(db: WriteHandle, { messageId }: { readonly messageId: MessageId }): Changes {
  runSql(db, LOSE, { messageId });
  return changesOf(db, [messageId]);
}

/**
 * Lets go of files until those that are here, with what lies in trays, have at most `budget` bytes: first those that the relay has, which can come
 * back, then those of the own number, each time the longest unused. Answers what to delete from the disk. A message that
 * was sent again shares its file with the first one.
 */
export function evictMedia(
  db: WriteHandle,
  { budget }: { readonly budget: number },
): { readonly objectIds: readonly string[]; readonly changes: Changes } {
  const total = findRow<{ bytes: number }>(
    db,
    `SELECT coalesce(sum(size), 0) AS bytes FROM (
      SELECT DISTINCT object_id, size FROM local_media WHERE state = 'here'
      UNION ALL SELECT object_id, size FROM draft_files)`,
  );
  let surplus = (total?.bytes ?? 0) - budget;
  const objectIds: string[] = [];
  const ids: MessageId[] = [];
  const list = `
    SELECT object_id AS objectId, size FROM local_media
    WHERE state = 'here' AND object_id NOT IN
      (SELECT l.object_id FROM uploads u JOIN local_media l ON l.message_id = u.message_id)
    GROUP BY object_id ORDER BY max(source = 'relay') DESC, max(used_at) LIMIT 500`;
  for (const { objectId, size } of surplus > 0 ? listRows<Here>(db, list) : []) {
    if (surplus <= 0) break;
    surplus -= size;
    objectIds.push(objectId);
    ids.push(...listRows<{ id: MessageId }>(db, EVICT, { objectId }).map(({ id }) => id));
  }
  return { objectIds, changes: changesOf(db, ids) };
}

type Here = { readonly objectId: string; readonly size: number };

const EVICT = `
  UPDATE local_media SET object_id = NULL, file_key = NULL, sha256 = NULL, size = NULL,
    state = CASE source WHEN 'relay' THEN 'away' ELSE 'expired' END,
    problem = CASE source WHEN 'relay' THEN NULL ELSE 'It was removed to make room on this computer.' END
  WHERE object_id = :objectId RETURNING message_id AS id`;

/** Forgets files whose message is gone from this computer, and answers which objects of these have no row any more. */
export function findStrayObjects(
  db: WriteHandle,
  { objectIds }: { readonly objectIds: readonly string[] },
): readonly string[] {
  runSql(
    db,
    `DELETE FROM local_media WHERE message_id NOT IN (SELECT id FROM messages)
      AND message_id NOT IN (SELECT message_id FROM media_files)`,
  );
  const sql = `
    SELECT value AS id FROM json_each(:ids) WHERE value NOT IN
      (SELECT object_id FROM local_media WHERE object_id IS NOT NULL UNION ALL SELECT object_id FROM draft_files)`;
  return listRows<{ id: string }>(db, sql, { ids: JSON.stringify(objectIds) }).map(({ id }) => id);
}

/** The messages are shown anew. */
function changesOf(db: ReadHandle, messageIds: readonly MessageId[]): Changes {
  const tracker = createChangeTracker();
  const sql = `
    SELECT message_id AS messageId, conversation_id AS conversationId FROM local_media
    WHERE message_id IN (SELECT value FROM json_each(:ids))`;
  const rows = listRows<{ messageId: MessageId; conversationId: ConversationId }>(db, sql, {
    ids: JSON.stringify(messageIds),
  });
  for (const { conversationId, messageId } of rows) trackMessage(tracker, conversationId, messageId);
  return summariseChanges(db, tracker, findMe(db)?.id);
}
