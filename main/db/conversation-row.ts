import type { ChannelId, ConversationId, MessageId, PersonKey, UserId } from '../../shared/domain/ids.ts';
import type { MessageStatus } from '../../shared/domain/message-status.ts';
import type { ConversationRow } from '../../shared/ipc/views.ts';
import { findChannel } from './channels.ts';
import type { ReadHandle } from './handle.ts';
import { describePerson } from './people.ts';
import { findWindowClosesAt } from './service-window.ts';
import { describeUser } from './users.ts';

/** What a list reads of a conversation. */
export type StoredConversation = {
  readonly id: ConversationId;
  readonly personKey: PersonKey;
  readonly channelId: ChannelId;
  readonly ownerUserId: UserId | null;
  readonly activityAt: number;
  readonly lastMessageId: MessageId | null;
  readonly lastSortKey: string | null;
  readonly lastAt: number | null;
  readonly lastText: string | null;
  readonly lastIsInbound: number | null;
  readonly lastType: string | null;
  readonly lastStatus: MessageStatus | null;
  readonly lastOutboundKey: string | null;
  readonly unreadCount: number;
  readonly draft: string | null;
  readonly readMark: string | null;
  readonly unreadAsOf: string | null;
  readonly pinnedAt: number | null;
};

export const SELECT_CONVERSATION = `
  SELECT c.id, person_key AS personKey, channel_id AS channelId, owner_user_id AS ownerUserId,
    activity_at AS activityAt, last_message_id AS lastMessageId, last_sort_key AS lastSortKey, last_at AS lastAt,
    last_text AS lastText, last_is_inbound AS lastIsInbound, last_type AS lastType, last_status AS lastStatus,
    last_outbound_key AS lastOutboundKey, unread_count AS unreadCount, d.text AS draft, r.sort_key AS readMark,
    r.unread_as_of AS unreadAsOf, p.pinned_at AS pinnedAt
  FROM conversations c
  LEFT JOIN drafts d ON d.conversation_id = c.id
  LEFT JOIN read_marks r ON r.conversation_id = c.id
  LEFT JOIN pins p ON p.conversation_id = c.id`;

/** The line of the conversation table and of the inbox, as the user `me` sees it. */
export function buildConversationRow(
  db: ReadHandle,
  stored: StoredConversation,
  me: UserId | undefined,
): ConversationRow {
  const { id, personKey, channelId, ownerUserId } = stored;
  const person = describePerson(db, personKey);
  const channel = findChannel(db, channelId);
  const windowClosesAt = findWindowClosesAt(db, personKey, channelId);
  const lastMessage = describeLast(stored);
  return {
    id,
    personKey,
    personName: person.name,
    recordIds: [...person.recordIds],
    ...(ownerUserId === null
      ? {}
      : { owner: { userId: ownerUserId, displayName: describeUser(db, ownerUserId) } }),
    channel: { id: channelId, kind: channel?.kind ?? 'company', name: channel?.name ?? 'Unknown number' },
    ...(lastMessage === undefined ? {} : { lastMessage }),
    ...(windowClosesAt === undefined ? {} : { windowClosesAt }),
    unreadCount: ownerUserId === null || ownerUserId === me ? stored.unreadCount : 0,
    hasDraft: stored.draft !== null,
    isPinned: stored.pinnedAt !== null,
  };
}

function describeLast(stored: StoredConversation): ConversationRow['lastMessage'] {
  const { lastText: text, lastAt: at, lastType: type, lastStatus: status } = stored;
  if (text === null || at === null || type === null) return undefined;
  return { text, at, isInbound: stored.lastIsInbound === 1, type, ...(status === null ? {} : { status }) };
}
