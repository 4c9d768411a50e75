import type { ConversationId, MessageId } from '../../shared/domain/ids.ts';
import type { CallInput, CallOutput } from '../../shared/ipc/types.ts';
import { getStoredConversation } from './conversations.ts';
import { type ReadHandle, findRow, listRows } from './handle.ts';
import { IS_LINE } from './message-marks.ts';
import { SELECT_MESSAGE, type StoredMessage, buildMessageView } from './message-view.ts';
import { describePerson } from './people.ts';
import { sortKeyFrom } from './sort-key.ts';

export type ListMessages = {
  readonly conversationId: ConversationId;
  /** Sort key: the page that ends just before it. */
  readonly before?: string | undefined;
  /** Sort key: the page that begins just after it. */
  readonly after?: string | undefined;
  /** The page with this message in its middle. */
  readonly around?: MessageId | undefined;
  readonly limit: number;
};

/**
 * A page of the conversation, oldest first; without a place, the newest. Reactions, edits and deletions are
 * attached to what they are about, and stand on their own only where that is not known. Throws AppError `not-found`.
 */
export function listMessages(db: ReadHandle, input: ListMessages): CallOutput<'conversations:list-messages'> {
  const { personKey } = getStoredConversation(db, input.conversationId);
  const { stored, hasOlder, hasNewer } = readPage(db, input);
  const personName = describePerson(db, personKey).name;
  return { messages: stored.map((message) => buildMessageView(db, message, personName)), hasOlder, hasNewer };
}

const FIRST_FROM = `SELECT id AS messageId, at FROM messages m WHERE conversation_id = :conversationId AND sort_key >= :key
  AND ${IS_LINE} ORDER BY sort_key LIMIT 1`;
const LAST_BEFORE = `SELECT id AS messageId, at FROM messages m WHERE conversation_id = :conversationId AND sort_key < :key
  AND ${IS_LINE} ORDER BY sort_key DESC LIMIT 1`;

/** Where a conversation stands at a time: its first line from then on, else the last one before. */
export function findMessageAt(
  db: ReadHandle,
  { conversationId, at }: CallInput<'conversations:find-at'>,
): CallOutput<'conversations:find-at'> {
  const params = { conversationId, key: sortKeyFrom(at) };
  type Found = { readonly messageId: MessageId; readonly at: number };
  const found = findRow<Found>(db, FIRST_FROM, params) ?? findRow<Found>(db, LAST_BEFORE, params);
  return found === undefined ? {} : { found };
}

type Page = {
  readonly stored: readonly StoredMessage[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
};

function readPage(db: ReadHandle, { conversationId, before, after, around, limit }: ListMessages): Page {
  const sortKey = around === undefined ? undefined : findSortKey(db, conversationId, around);
  if (sortKey !== undefined) return readAround(db, conversationId, sortKey, limit);
  if (after !== undefined) {
    const newer = readNewer(db, conversationId, after, limit);
    return {
      stored: newer.stored,
      hasOlder: hasAny(db, conversationId, 'older', after),
      hasNewer: newer.hasMore,
    };
  }
  const older = readOlder(db, conversationId, before ?? AFTER_ALL, limit);
  const hasNewer = before !== undefined && hasAny(db, conversationId, 'newer', before);
  return { stored: older.stored, hasOlder: older.hasMore, hasNewer };
}

function readAround(db: ReadHandle, conversationId: ConversationId, sortKey: string, limit: number): Page {
  const newer = readNewer(db, conversationId, sortKey, Math.floor((limit - 1) / 2));
  // Room that the newer half does not need goes to the older one, which holds the message itself.
  const older = readOlder(db, conversationId, `${sortKey}~`, limit - newer.stored.length);
  return { stored: [...older.stored, ...newer.stored], hasOlder: older.hasMore, hasNewer: newer.hasMore };
}

/** Sorts after every key: keys consist of digits, hyphens and lower-case letters. */
const AFTER_ALL = '~';

const OLDER = `${SELECT_MESSAGE} WHERE conversation_id = :conversationId AND sort_key < :key AND ${IS_LINE}
  ORDER BY sort_key DESC LIMIT :limit`;
const NEWER = `${SELECT_MESSAGE} WHERE conversation_id = :conversationId AND sort_key > :key AND ${IS_LINE}
  ORDER BY sort_key LIMIT :limit`;

type Half = { readonly stored: readonly StoredMessage[]; readonly hasMore: boolean };

function readOlder(db: ReadHandle, conversationId: ConversationId, key: string, limit: number): Half {
  const rows = listRows<StoredMessage>(db, OLDER, { conversationId, key, limit: limit + 1 });
  return { stored: rows.slice(0, limit).toReversed(), hasMore: rows.length > limit };
}

function readNewer(db: ReadHandle, conversationId: ConversationId, key: string, limit: number): Half {
  const rows = listRows<StoredMessage>(db, NEWER, { conversationId, key, limit: limit + 1 });
  return { stored: rows.slice(0, limit), hasMore: rows.length > limit };
}

const ANY_OLDER = `SELECT 1 AS found FROM messages m WHERE conversation_id = :conversationId AND sort_key <= :key
  AND ${IS_LINE} LIMIT 1`;
const ANY_NEWER = `SELECT 1 AS found FROM messages m WHERE conversation_id = :conversationId AND sort_key >= :key
  AND ${IS_LINE} LIMIT 1`;

function hasAny(
  db: ReadHandle,
  conversationId: ConversationId,
  side: 'older' | 'newer',
  key: string,
): boolean {
  return findRow(db, side === 'older' ? ANY_OLDER : ANY_NEWER, { conversationId, key }) !== undefined;
}

function findSortKey(db: ReadHandle, conversationId: ConversationId, id: MessageId): string | undefined {
  const sql = 'SELECT sort_key AS sortKey FROM messages WHERE id = :id AND conversation_id = :conversationId';
  return findRow<{ sortKey: string }>(db, sql, { id, conversationId })?.sortKey;
}
