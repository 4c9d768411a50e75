import type { MessageContent } from '../../shared/domain/message-content.ts';
import { opensWindow } from '../../shared/domain/service-window.ts';
import type { ReceivedMessage, SentMessage } from '../../shared/protocol/events.ts';
import { advanceMessage, applyPendingStatuses, findOutbound, isWindowRefusal } from './advance-message.ts';
import { trackMessage } from './change-tracker.ts';
import { countsUnread, searchText, snippetOf } from './content-facts.ts';
import { type ConversationState, readUpTo } from './conversation-state.ts';
import { runSql } from './handle.ts';
import { isForgotten } from './horizon.ts';
import { noteLast } from './last-message.ts';
import { trackTarget } from './message-marks.ts';
import { noteOwnFile } from './note-media.ts';
import { type Projection, conversationOf } from './projection.ts';
import { sortKeyOfInbound, sortKeyOfOutbound } from './sort-key.ts';

const INSERT = `
  INSERT INTO messages (id, conversation_id, sort_key, at, is_inbound, counts_unread, consultant_user_id, type, content,
    text, status, status_times, failure, failure_at, wamid, quoted_wamid, retry_of)
  VALUES (:id, :conversationId, :sortKey, :at, :isInbound, :countsUnread, :consultantUserId, :type, :content, :text,
    :status, :statusTimes, :failure, :failureAt, :wamid, :quotedWamid, :retryOf)
  ON CONFLICT (id) DO NOTHING`;

/** Inserts an inbound message once, however often it is told; not one that is older than the agency keeps. */
export function projectReceived(projection: Projection, body: ReceivedMessage, seq: number): void {
  const { messageId, conversationId, at, content } = body;
  if (isForgotten(projection, { id: messageId, at })) return;
  const sortKey = sortKeyOfInbound(at, seq);
  const isCounted = countsUnread(content);
  const changes = runSql(projection.db, INSERT, {
    id: messageId,
    conversationId,
    sortKey,
    at,
    isInbound: 1,
    countsUnread: isCounted ? 1 : 0,
    consultantUserId: null,
    type: content.type,
    content: JSON.stringify(content),
    text: searchText(content),
    status: null,
    statusTimes: '{}',
    failure: null,
    failureAt: null,
    wamid: body.wamid,
    quotedWamid: body.quotedWamid ?? null,
    retryOf: null,
  });
  if (changes === 0) return;
  const { personKey, channelId } = body;
  const state = conversationOf(projection, {
    id: conversationId,
    personKey,
    channelId,
    at,
    consultantUserId: undefined,
  });
  noteLast(state, { id: messageId, sortKey, at, isInbound: 1, content, status: null });
  if (opensWindow(content) && at > (state.lastInboundAt ?? 0)) state.lastInboundAt = at;
  if (isCounted && sortKey > readUpTo(state)) state.unreadCount += 1;
  state.hasChanged = true;
  noteTarget(projection, content);
  noteOwnFile(projection, body);
  if (isCounted) {
    projection.inserted.push({ conversationId, messageId, sortKey, at, text: snippetOf(content) });
  }
  trackMessage(projection.changes, conversationId, messageId);
}

/** Inserts an outbound message, or advances the one that is known; not one that is older than the agency keeps. */
export function projectSent(projection: Projection, body: SentMessage): void {
  const known = findOutbound(projection.db, { messageId: body.messageId });
  const { status, statusAt, failure, wamid } = body;
  if (known !== undefined) {
    advanceMessage(projection, known, { status, at: statusAt, failure, wamid });
    return;
  }
  const { messageId, conversationId, personKey, channelId, consultantUserId, at, content } = body;
  if (isForgotten(projection, { id: messageId, at, status })) return;
  const sortKey = sortKeyOfOutbound(at, messageId);
  runSql(projection.db, INSERT, {
    id: messageId,
    conversationId,
    sortKey,
    at,
    isInbound: 0,
    countsUnread: 0,
    consultantUserId,
    type: content.type,
    content: JSON.stringify(content),
    text: searchText(content),
    status,
    statusTimes: JSON.stringify({ [status]: statusAt }),
    failure: failure === undefined ? null : JSON.stringify(failure),
    failureAt: failure === undefined ? null : statusAt,
    wamid: wamid ?? null,
    quotedWamid: body.quotedWamid ?? null,
    retryOf: body.retryOfMessageId ?? null,
  });
  const state = conversationOf(projection, {
    id: conversationId,
    personKey,
    channelId,
    at,
    consultantUserId,
  });
  noteLast(state, { id: messageId, sortKey, at, isInbound: 0, content, status });
  noteAnswer(state, sortKey);
  if (isWindowRefusal(failure)) state.refusedAt = Math.max(state.refusedAt ?? 0, at);
  state.hasChanged = true;
  noteTarget(projection, content);
  noteOwnFile(projection, body);
  trackMessage(projection.changes, conversationId, messageId);
  applyPendingStatuses(projection, messageId, wamid);
}

function noteAnswer(state: ConversationState, sortKey: string): void {
  if (state.lastOutboundKey !== null && sortKey <= state.lastOutboundKey) return;
  state.lastOutboundKey = sortKey;
  if (state.unreadCount > 0) state.needsRecount = true;
}

/** What is about another message changes how that one looks. It may come before it. */
function noteTarget({ db, changes }: Projection, content: MessageContent): void {
  if ('targetWamid' in content) trackTarget(db, changes, content.targetWamid);
}
