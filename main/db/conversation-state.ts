import {
  type ChannelId,
  type ConversationId,
  type MessageId,
  type PersonKey,
  type UserId,
  conversationIdFor,
} from '../../shared/domain/ids.ts';
import type { MessageContentType } from '../../shared/domain/message-content.ts';
import type { MessageStatus } from '../../shared/domain/message-status.ts';
import { type WriteHandle, findRow, runSql } from './handle.ts';

/** A conversation while a transaction works on it. Loaded once, changed in memory, written once at the end. */
export type ConversationState = {
  readonly id: ConversationId;
  personKey: PersonKey;
  channelId: ChannelId;
  ownerUserId: UserId | null;
  createdAt: number;
  /** 0 while only messages of it are known and the log has not described it. */
  seq: number;
  lastMessageId: MessageId | null;
  lastSortKey: string | null;
  lastAt: number | null;
  lastText: string | null;
  lastIsInbound: number | null;
  lastType: MessageContentType | null;
  lastStatus: MessageStatus | null;
  /** Whoever answers has read what stands above: counts as a read mark on every desktop. */
  lastOutboundKey: string | null;
  /** Of messages that open the service window. */
  lastInboundAt: number | null;
  /** Time of the newest message that Meta refused with 131047. */
  refusedAt: number | null;
  unreadCount: number;
  readMark: string | null;
  /** Of a mark as unread; see `ReadMark`. */
  unreadAsOf: string | null;
  readonly draftAt: number | null;
  needsRecount: boolean;
  hasChanged: boolean;
};

/** What a message tells of a conversation that the log has not described yet. */
export type ThreadHint = {
  readonly id: ConversationId;
  readonly personKey: PersonKey;
  readonly channelId: ChannelId;
  readonly at: number;
  readonly consultantUserId: UserId | undefined;
};

const LOAD = `
  SELECT c.id, person_key AS personKey, channel_id AS channelId, owner_user_id AS ownerUserId,
    created_at AS createdAt, seq, last_message_id AS lastMessageId, last_sort_key AS lastSortKey, last_at AS lastAt,
    last_text AS lastText, last_is_inbound AS lastIsInbound, last_type AS lastType, last_status AS lastStatus,
    last_outbound_key AS lastOutboundKey, last_inbound_at AS lastInboundAt, refused_at AS refusedAt,
    unread_count AS unreadCount, r.sort_key AS readMark, r.unread_as_of AS unreadAsOf,
    d.updated_at AS draftAt
  FROM conversations c
  LEFT JOIN read_marks r ON r.conversation_id = c.id
  LEFT JOIN drafts d ON d.conversation_id = c.id
  WHERE c.id = :id`;

export function loadConversation(db: WriteHandle, id: ConversationId): ConversationState | undefined {
  const row = findRow<Omit<ConversationState, 'needsRecount' | 'hasChanged'>>(db, LOAD, { id });
  return row && { ...row, needsRecount: false, hasChanged: false };
}

const LOCAL = `
  SELECT (SELECT sort_key FROM read_marks WHERE conversation_id = :id) AS readMark,
    (SELECT unread_as_of FROM read_marks WHERE conversation_id = :id) AS unreadAsOf,
    (SELECT updated_at FROM drafts WHERE conversation_id = :id) AS draftAt`;

/** A conversation that has no row yet. Read mark and draft may be there: they survive a rebuild. */
export function createConversation(db: WriteHandle, hint: ThreadHint): ConversationState {
  const { id, personKey, channelId, at } = hint;
  const local = findRow<Pick<ConversationState, 'readMark' | 'unreadAsOf' | 'draftAt'>>(db, LOCAL, { id });
  return {
    id,
    personKey,
    channelId,
    ownerUserId: null,
    createdAt: at,
    seq: 0,
    lastMessageId: null,
    lastSortKey: null,
    lastAt: null,
    lastText: null,
    lastIsInbound: null,
    lastType: null,
    lastStatus: null,
    lastOutboundKey: null,
    lastInboundAt: null,
    refusedAt: null,
    unreadCount: 0,
    readMark: local?.readMark ?? null,
    unreadAsOf: local?.unreadAsOf ?? null,
    draftAt: local?.draftAt ?? null,
    needsRecount: false,
    hasChanged: true,
  };
}

/** Guesses what the log will say: its oldest message began it, and its id names its owner. */
export function noteHint(state: ConversationState, hint: ThreadHint): void {
  if (state.seq > 0) return;
  if (hint.at < state.createdAt) state.createdAt = hint.at;
  const { channelId, personKey, consultantUserId } = hint;
  if (state.ownerUserId !== null || consultantUserId === undefined) return;
  const thread = { channelId, personKey, ownerUserId: consultantUserId };
  if (GUESSED_TURNS.some((turn) => conversationIdFor({ ...thread, turn }) === state.id)) {
    state.ownerUserId = consultantUserId;
  }
}

/** Who hands the same person over more often than this waits for the log to say whose the next conversation is. */
const GUESSED_TURNS = [0, 1, 2];

/** Everything up to this key has been read or answered. An answer from before "mark as unread" says nothing. */
export function readUpTo(
  state: Pick<ConversationState, 'readMark' | 'unreadAsOf' | 'lastOutboundKey'>,
): string {
  const { readMark, unreadAsOf, lastOutboundKey } = state;
  if (readMark !== null && unreadAsOf !== null && (lastOutboundKey ?? '') <= unreadAsOf) return readMark;
  if (readMark === null) return lastOutboundKey ?? '';
  return lastOutboundKey !== null && lastOutboundKey > readMark ? lastOutboundKey : readMark;
}

const SAVE = `
  INSERT INTO conversations (id, person_key, channel_id, owner_user_id, created_at, seq, last_message_id,
    last_sort_key, last_at, last_text, last_is_inbound, last_type, last_status, last_outbound_key, last_inbound_at,
    refused_at, unread_count, activity_at)
  VALUES (:id, :personKey, :channelId, :ownerUserId, :createdAt, :seq, :lastMessageId, :lastSortKey, :lastAt, :lastText,
    :lastIsInbound, :lastType, :lastStatus, :lastOutboundKey, :lastInboundAt, :refusedAt, :unreadCount, :activityAt)
  ON CONFLICT (id) DO UPDATE SET person_key = excluded.person_key, channel_id = excluded.channel_id,
    owner_user_id = excluded.owner_user_id, created_at = excluded.created_at, seq = excluded.seq,
    last_message_id = excluded.last_message_id, last_sort_key = excluded.last_sort_key, last_at = excluded.last_at,
    last_text = excluded.last_text, last_is_inbound = excluded.last_is_inbound, last_type = excluded.last_type,
    last_status = excluded.last_status, last_outbound_key = excluded.last_outbound_key,
    last_inbound_at = excluded.last_inbound_at, refused_at = excluded.refused_at,
    unread_count = excluded.unread_count, activity_at = excluded.activity_at`;

const COUNT_UNREAD = `
  SELECT count(*) AS count FROM messages
  WHERE conversation_id = :id AND sort_key > :readUpTo AND counts_unread = 1`;

/** Writes the row if it has changed. A draft moves a conversation up the list as a message does. */
export function saveConversation(db: WriteHandle, state: ConversationState): void {
  if (state.needsRecount) {
    const params = { id: state.id, readUpTo: readUpTo(state) };
    state.unreadCount = findRow<{ count: number }>(db, COUNT_UNREAD, params)?.count ?? 0;
    state.needsRecount = false;
    state.hasChanged = true;
  }
  if (!state.hasChanged) return;
  state.hasChanged = false;
  const {
    readMark: _readMark,
    unreadAsOf: _unreadAsOf,
    draftAt,
    needsRecount: _recount,
    hasChanged: _changed,
    ...columns
  } = state;
  runSql(db, SAVE, { ...columns, activityAt: Math.max(state.lastAt ?? state.createdAt, draftAt ?? 0) });
}
