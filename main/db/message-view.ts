import type { ConversationId, MessageId, RecordId, UserId } from '../../shared/domain/ids.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import type { MessageStatus } from '../../shared/domain/message-status.ts';
import type { MessageView } from '../../shared/ipc/views.ts';
import type { MediaFile } from '../../shared/protocol/events.ts';
import { snippetOf } from './content-facts.ts';
import { findMediaContent } from '../../shared/domain/media-file-name.ts';
import { type LocalFile, describeFile } from './file-view.ts';
import { type Json, type ReadHandle, findRow, readJson } from './handle.ts';
import { FILE_IS_GONE } from './kept-file.ts';
import { applyMarks } from './message-marks.ts';
import { describeUser } from './users.ts';

export type StoredMessage = {
  readonly id: MessageId;
  readonly conversationId: ConversationId;
  readonly sortKey: string;
  readonly at: number;
  readonly isInbound: number;
  readonly consultantUserId: UserId | null;
  readonly content: Json<MessageContent>;
  readonly status: MessageStatus | null;
  readonly statusTimes: Json<MessageView['statusTimes']>;
  readonly failure: Json<NonNullable<MessageView['failure']>> | null;
  readonly wamid: string | null;
  readonly quotedWamid: string | null;
  readonly retryOf: MessageId | null;
  /** What the relay says of its file. */
  readonly file: Json<MediaFile> | null;
  readonly localFile: Json<LocalFile> | null;
  /** The records on which it is. */
  readonly filedOn: Json<readonly RecordId[]> | null;
  /** Its service window ended before it could go out. */
  readonly lapsedAt: number | null;
};

/* Only messages with files are looked up. What is queued here stands for what the log says. */
const FILED_ON = `
  CASE WHEN m.content ->> '$.media' IS NULL THEN NULL ELSE (SELECT json_group_array(record_id) FROM (
    SELECT q.record_id FROM filings q WHERE q.message_id = m.id AND q.file IS NOT NULL AND q.problem IS NULL
    UNION SELECT r.record_id FROM record_files r WHERE r.message_id = m.id AND r.file IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM filings q WHERE q.message_id = m.id AND q.record_id = r.record_id))) END`;

export const SELECT_MESSAGE = `
  SELECT id, conversation_id AS conversationId, sort_key AS sortKey, at, is_inbound AS isInbound,
    consultant_user_id AS consultantUserId, content, status, status_times AS statusTimes, failure, wamid,
    quoted_wamid AS quotedWamid, retry_of AS retryOf,
    (SELECT data FROM media_files f WHERE f.message_id = m.id) AS file,
    (SELECT json_object('state', l.state, 'problem', l.problem, 'size', l.size, 'isUploading', u.message_id IS NOT NULL,
        'uploadProblem', u.problem)
      FROM local_media l LEFT JOIN uploads u ON u.message_id = l.message_id WHERE l.message_id = m.id) AS localFile,
    ${FILED_ON} AS filedOn,
    CASE status WHEN 'queued' THEN (SELECT lapsed_at FROM outbox o WHERE o.message_id = m.id) END AS lapsedAt
  FROM messages m`;

export function buildMessageView(db: ReadHandle, stored: StoredMessage, personName: string): MessageView {
  const { id, conversationId, at, sortKey, consultantUserId, status, quotedWamid, retryOf } = stored;
  return {
    id,
    conversationId,
    isInbound: stored.isInbound === 1,
    ...(consultantUserId === null
      ? {}
      : { sentBy: { userId: consultantUserId, displayName: describeUser(db, consultantUserId) } }),
    at,
    sortKey,
    ...(status === null ? {} : { status }),
    ...describeFailure(stored),
    ...(stored.lapsedAt === null ? {} : { lapsedAt: stored.lapsedAt }),
    statusTimes: readJson(stored.statusTimes),
    ...(quotedWamid === null ? {} : { quoted: describeQuoted(db, quotedWamid, personName) }),
    ...(retryOf === null ? {} : { retryOfMessageId: retryOf }),
    ...describeFile(stored),
    ...applyMarks(db, stored, readJson(stored.content)),
  };
}

/** A failure is told only while it is the truth: proof of delivery overrules it. Without its file nothing can be repeated. */
export function describeFailure(
  stored: Pick<StoredMessage, 'status' | 'failure' | 'content' | 'localFile'>,
): Pick<MessageView, 'failure'> {
  if (stored.status !== 'failed' || stored.failure === null) return {};
  const failure = readJson(stored.failure);
  const hasFile = findMediaContent(readJson(stored.content)) !== undefined;
  const isHere = stored.localFile !== null && readJson(stored.localFile).state === 'here';
  if (!failure.canRetry || !hasFile || isHere) return { failure };
  return { failure: { ...failure, advice: FILE_IS_GONE, canRetry: false } };
}

function describeQuoted(
  db: ReadHandle,
  wamid: string,
  personName: string,
): NonNullable<MessageView['quoted']> {
  const quoted = findRow<StoredMessage>(db, `${SELECT_MESSAGE} WHERE wamid = :wamid`, { wamid });
  if (quoted === undefined) return { author: '', text: 'A message that is not on this computer' };
  const { id, consultantUserId } = quoted;
  const author = consultantUserId === null ? personName : describeUser(db, consultantUserId);
  return { messageId: id, author, text: snippetOf(readJson(quoted.content)) };
}
