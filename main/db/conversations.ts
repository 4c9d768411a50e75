import { AppError } from '../../shared/domain/app-error.ts';
import type { ConversationId, MessageId, RecordId, UserId } from '../../shared/domain/ids.ts';
import type { CallOutput } from '../../shared/ipc/types.ts';
import type { ConversationDetails, ConversationRow } from '../../shared/ipc/views.ts';
import { explainCannotSend, findChannel } from './channels.ts';
import { findOptedOutAt } from './consents.ts';
import { SELECT_CONVERSATION, type StoredConversation, buildConversationRow } from './conversation-row.ts';
import { readUpTo } from './conversation-state.ts';
import { type ReadHandle, findRow, listRows } from './handle.ts';
import { CONVERSATIONS_OF_RECORD } from './identity-sql.ts';
import { describePerson } from './people.ts';
import { describeConsent } from './records.ts';
import { CONCERNS_ME } from './unread.ts';
import { findHorizon } from './horizon.ts';
import { findMe } from './users.ts';

type Filter = 'all' | 'mine' | 'unassigned' | 'unread';

const CONDITIONS: Record<Filter, string> = {
  all: '1',
  mine: 'owner_user_id = :me',
  unassigned: 'owner_user_id IS NULL',
  unread: `unread_count > 0 AND ${CONCERNS_ME}`,
};

export type ListConversations = {
  readonly filter: Filter;
  /** `nextBefore` of the page before. */
  readonly before?: string | undefined;
  readonly limit: number;
};

/** A page of the inbox, the most recent activity first. `unread` is what waits for the user; see unread.ts. */
export function listConversations(
  db: ReadHandle,
  input: ListConversations,
): CallOutput<'conversations:list'> {
  const { filter, before, limit } = input;
  const me = findMe(db)?.id;
  const position = before === undefined ? undefined : readPosition(before);
  const stored = listRows<StoredConversation>(
    db,
    `${SELECT_CONVERSATION} WHERE ${CONDITIONS[filter]}
     ${position === undefined ? '' : 'AND (c.activity_at, c.id) < (:beforeAt, :beforeId)'}
     ORDER BY c.activity_at DESC, c.id DESC LIMIT :limit`,
    // Statements that do not name a parameter ignore it.
    { me: me ?? '', limit: limit + 1, ...position },
  );
  const page = stored.slice(0, limit);
  const last = stored.length > limit ? page.at(-1) : undefined;
  return {
    rows: page.map((conversation) => buildConversationRow(db, conversation, me)),
    ...(last === undefined ? {} : { nextBefore: `${last.activityAt}:${last.id}` }),
    counts: countConversations(db, me),
  };
}

function readPosition(before: string): { beforeAt: number; beforeId: string } {
  const [, at, id] = /^(\d{1,15}):(.+)$/.exec(before) ?? [];
  if (at === undefined || id === undefined)
    throw new AppError('invalid-input', 'This page of the list does not exist.');
  return { beforeAt: Number(at), beforeId: id };
}

const COUNTS = `
  SELECT (SELECT count(*) FROM conversations) AS "all",
    (SELECT count(*) FROM conversations WHERE ${CONDITIONS.mine}) AS mine,
    (SELECT count(*) FROM conversations WHERE ${CONDITIONS.unassigned}) AS unassigned,
    (SELECT count(*) FROM conversations WHERE ${CONDITIONS.unread}) AS unread`;

type Counts = CallOutput<'conversations:list'>['counts'];

function countConversations(db: ReadHandle, me: UserId | undefined): Counts {
  return findRow<Counts>(db, COUNTS, { me: me ?? '' }) ?? { all: 0, mine: 0, unassigned: 0, unread: 0 };
}

/** Every conversation with any person of the record's numbers, held by any colleague, the most recent first. */
export function listConversationsForRecord(
  db: ReadHandle,
  { recordId }: { readonly recordId: RecordId },
): { rows: ConversationRow[] } {
  const me = findMe(db)?.id;
  const ids = listRows<{ id: ConversationId }>(db, CONVERSATIONS_OF_RECORD, { recordId });
  return { rows: ids.map(({ id }) => buildConversationRow(db, getStoredConversation(db, id), me)) };
}

/** Throws AppError `not-found`. */
export function getStoredConversation(db: ReadHandle, id: ConversationId): StoredConversation {
  const stored = findRow<StoredConversation>(db, `${SELECT_CONVERSATION} WHERE c.id = :id`, { id });
  if (stored === undefined) throw new AppError('not-found', 'This conversation is no longer there.');
  return stored;
}

/** The head of the chat pane and its composer. Throws AppError `not-found`. */
export function getConversation(
  db: ReadHandle,
  { conversationId }: { readonly conversationId: ConversationId },
): ConversationDetails {
  const stored = getStoredConversation(db, conversationId);
  const me = findMe(db)?.id;
  const { phoneNumber, username } = describePerson(db, stored.personKey);
  const cannotSendReason = explainCannotSend(db, findChannel(db, stored.channelId), me);
  const row = buildConversationRow(db, stored, me);
  const firstUnreadMessageId = row.unreadCount > 0 ? findFirstUnread(db, stored) : undefined;
  return {
    ...row,
    ...(phoneNumber === undefined ? {} : { phoneNumber }),
    ...(username === undefined ? {} : { username }),
    ...describeConsent(findOptedOutAt(db, stored.personKey)),
    canSend: cannotSendReason === undefined,
    ...(cannotSendReason === undefined ? {} : { cannotSendReason }),
    draft: stored.draft ?? '',
    ...(firstUnreadMessageId === undefined ? {} : { firstUnreadMessageId }),
    ...describeKept(db, conversationId),
  };
}

/** Only where something may be missing. */
function describeKept(db: ReadHandle, id: ConversationId): { readonly keptSince?: number } {
  const keptSince = findHorizon(db);
  if (keptSince === undefined) return {};
  const sql = 'SELECT 1 FROM conversations WHERE id = :id AND created_at < :keptSince';
  return findRow(db, sql, { id, keptSince }) === undefined ? {} : { keptSince };
}

const FIRST_UNREAD = `
  SELECT id FROM messages WHERE conversation_id = :id AND sort_key > :readUpTo AND counts_unread = 1
  ORDER BY sort_key LIMIT 1`;

function findFirstUnread(db: ReadHandle, stored: StoredConversation): MessageId | undefined {
  return findRow<{ id: MessageId }>(db, FIRST_UNREAD, { id: stored.id, readUpTo: readUpTo(stored) })?.id;
}
