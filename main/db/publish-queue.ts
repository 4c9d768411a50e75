import type { ChannelId, ConversationId, MessageId, PersonKey, UserId } from '../../shared/domain/ids.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import type { MessageStatus, SendFailure } from '../../shared/domain/message-status.ts';
import type { SentMessage } from '../../shared/protocol/events.ts';
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

/** Within a transaction: the relay has to be told what became of a message of an own number. */
export function enqueuePublication(db: WriteHandle, messageId: MessageId): void {
  const sql =
    'INSERT INTO publish_queue (message_id) VALUES (:messageId) ON CONFLICT (message_id) DO NOTHING';
  runSql(db, sql, { messageId });
}

/** A message as the relay has to be told of it. */
export type Unpublished = { readonly entryId: number; readonly message: SentMessage };

/** What the relay has to be told, oldest first. It stays until `confirmPublished`. */
export function listToPublish(db: ReadHandle, { limit }: { readonly limit: number }): Unpublished[] {
  const sql =
    'SELECT entry_id AS entryId, message_id AS messageId FROM publish_queue ORDER BY entry_id LIMIT :limit';
  const entries = listRows<{ entryId: number; messageId: MessageId }>(db, sql, { limit });
  return entries.flatMap(({ entryId, messageId }) =>
    listSent(db, 'm.id = :messageId', { messageId }).map((message) => ({ entryId, message })),
  );
}

/** The relay has taken these entries. */
export function confirmPublished(
  db: WriteHandle,
  { entryIds }: { readonly entryIds: readonly number[] },
): void {
  inTransaction(db, () => {
    for (const entryId of entryIds)
      runSql(db, 'DELETE FROM publish_queue WHERE entry_id = :entryId', { entryId });
  });
}

/** A message whose job is to be handed to the relay; undefined when it is sent from here. */
export function findCompanyMessage(
  db: ReadHandle,
  { messageId }: { readonly messageId: MessageId },
): SentMessage | undefined {
  const condition = `m.id = (SELECT message_id FROM outbox WHERE message_id = :messageId AND route = 'relay')`;
  return listSent(db, condition, { messageId })[0];
}

const ONLY_HERE = 'm.id IN (SELECT message_id FROM outbox UNION SELECT message_id FROM publish_queue)';

/** What a sign-out would lose. */
export type OnlyHere = {
  /** Messages that were sent and are not in the agency's history. */
  readonly unpublished: number;
  readonly unsent: number;
  /** Files that are to be put on records, or taken off, of which the relay has not heard. */
  readonly unfiled: number;
};

/** How much a sign-out would lose. */
export function countOnlyHere(db: ReadHandle): OnlyHere {
  const sql = `
    SELECT (SELECT count(*) FROM publish_queue) AS unpublished, (SELECT count(*) FROM outbox) AS unsent,
      (SELECT count(*) FROM filings WHERE problem IS NULL) AS unfiled`;
  return findRow<OnlyHere>(db, sql) ?? { unpublished: 0, unsent: 0, unfiled: 0 };
}

/** Messages that are known to this desktop alone: still to be sent, or still to be published. */
export function listOnlyHere(db: ReadHandle): SentMessage[] {
  return listSent(db, ONLY_HERE);
}

/** Those of these conversations. */
export function listOnlyHereOf(db: ReadHandle, conversationIds: readonly ConversationId[]): SentMessage[] {
  const condition = `m.conversation_id IN (SELECT value FROM json_each(:ids)) AND ${ONLY_HERE}`;
  return listSent(db, condition, { ids: JSON.stringify(conversationIds) });
}

type Row = {
  readonly messageId: MessageId;
  readonly conversationId: ConversationId;
  readonly personKey: PersonKey;
  readonly channelId: ChannelId;
  readonly consultantUserId: UserId;
  readonly at: number;
  readonly content: Json<MessageContent>;
  readonly quotedWamid: string | null;
  readonly retryOf: MessageId | null;
  readonly wamid: string | null;
  readonly status: MessageStatus;
  readonly statusTimes: Json<Partial<Record<MessageStatus, number>>>;
  readonly failure: Json<SendFailure> | null;
};

function listSent(db: ReadHandle, condition: string, params: Record<string, string> = {}): SentMessage[] {
  const sql = `
    SELECT m.id AS messageId, conversation_id AS conversationId, person_key AS personKey, channel_id AS channelId,
      consultant_user_id AS consultantUserId, at, content, quoted_wamid AS quotedWamid, retry_of AS retryOf, wamid,
      status, status_times AS statusTimes, failure
    FROM messages m JOIN conversations c ON c.id = m.conversation_id
    WHERE ${condition} AND m.is_inbound = 0 ORDER BY m.sort_key`;
  return listRows<Row>(db, sql, params).map(readSent);
}

function readSent(row: Row): SentMessage {
  const { quotedWamid, retryOf, wamid, failure, statusTimes, content, ...rest } = row;
  return {
    ...rest,
    content: readJson(content),
    ...(quotedWamid === null ? {} : { quotedWamid }),
    ...(retryOf === null ? {} : { retryOfMessageId: retryOf }),
    ...(wamid === null ? {} : { wamid }),
    ...(failure === null ? {} : { failure: readJson(failure) }),
    statusAt: readJson(statusTimes)[row.status] ?? row.at,
  };
}
