import { AppError } from '../../shared/domain/app-error.ts';
import type { ConversationId, MessageId, RecordId } from '../../shared/domain/ids.ts';
import { CLOSING_SOON_MS, SERVICE_WINDOW_MS } from '../../shared/domain/service-window.ts';
import type { CallInput, CallOutput } from '../../shared/ipc/types.ts';
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

type Filter = CallInput<'conversations:list'>['filter'];

const CONDITIONS: Record<Filter, string> = {
  all: '1',
  mine: 'owner_user_id = :me',
  unassigned: 'owner_user_id IS NULL',
  unread: `unread_count > 0 AND ${CONCERNS_ME}`,
  /** The person spoke last, to me. */
  waiting: 'owner_user_id = :me AND last_is_inbound = 1',
  /*
   * What is active is at least as young as the person's last message. The window is one for all colleagues on the
   * channel, and Meta's refusal closes it early: see service-window.ts.
   */
  closing: `activity_at > :openSince AND last_inbound_at > :openSince AND last_inbound_at <= :closingSince
    AND coalesce(refused_at, 0) <= last_inbound_at AND ${CONCERNS_ME}
    AND NOT EXISTS (
      SELECT 1 FROM conversations other WHERE other.person_key = c.person_key AND other.channel_id = c.channel_id
        AND other.last_inbound_at > c.last_inbound_at)`,
};

export type ListConversations = {
  readonly filter: Filter;
  /** `nextBefore` of the page before. */
  readonly before?: string | undefined;
  readonly limit: number;
  /** Epoch ms: for what closes soon. */
  readonly now: number;
};

/** A page of the inbox, the most recent activity first. `unread` is what the user has not seen; see unread.ts. */
export function listConversations(
  db: ReadHandle,
  input: ListConversations,
): CallOutput<'conversations:list'> {
  const { filter, before, limit, now } = input;
  const me = findMe(db)?.id;
  const params = {
    me: me ?? '',
    openSince: now - SERVICE_WINDOW_MS,
    closingSince: now - SERVICE_WINDOW_MS + CLOSING_SOON_MS,
  };
  const position = before === undefined ? undefined : readPosition(before);
  const hasPins = filter === 'all' || filter === 'mine';
  const pinned =
    hasPins && before === undefined
      ? listRows<StoredConversation>(
          db,
          `${SELECT_CONVERSATION} WHERE ${CONDITIONS[filter]} AND c.id IN (SELECT conversation_id FROM pins)
           ORDER BY p.pinned_at, c.id`,
          params,
        )
      : [];
  const stored = listRows<StoredConversation>(
    db,
    `${SELECT_CONVERSATION} WHERE ${CONDITIONS[filter]} ${hasPins ? 'AND p.pinned_at IS NULL' : ''}
     ${position === undefined ? '' : 'AND (c.activity_at, c.id) < (:beforeAt, :beforeId)'}
     ORDER BY c.activity_at DESC, c.id DESC LIMIT :limit`,
    // Statements that do not name a parameter ignore it.
    { ...params, limit: limit + 1, ...position },
  );
  const page = stored.slice(0, limit);
  const last = stored.length > limit ? page.at(-1) : undefined;
  return {
    rows: [...pinned, ...page].map((conversation) => buildConversationRow(db, conversation, me)),
    ...(last === undefined ? {} : { nextBefore: `${last.activityAt}:${last.id}` }),
    counts: findRow<Counts>(db, COUNTS, params) ?? NONE,
  };
}

function readPosition(before: string): { beforeAt: number; beforeId: string } {
  const [, at, id] = /^(\d{1,15}):(.+)$/.exec(before) ?? [];
  if (at === undefined || id === undefined)
    throw new AppError('invalid-input', 'This page of the list does not exist.');
  return { beforeAt: Number(at), beforeId: id };
}

type Counts = CallOutput<'conversations:list'>['counts'];

const NONE: Counts = { all: 0, mine: 0, unassigned: 0, unread: 0, waiting: 0, closing: 0 };

const COUNTS = `SELECT ${Object.entries(CONDITIONS)
  .map(([filter, condition]) => `(SELECT count(*) FROM conversations c WHERE ${condition}) AS "${filter}"`)
  .join(', ')}`;

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
  const { profileName, phoneNumber, username } = describePerson(db, stored.personKey);
  const cannotSendReason = explainCannotSend(db, findChannel(db, stored.channelId), me);
  const row = buildConversationRow(db, stored, me);
  const firstUnreadMessageId = row.unreadCount > 0 ? findFirstUnread(db, stored) : undefined;
  return {
    ...row,
    ...(profileName === undefined ? {} : { profileName }),
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
