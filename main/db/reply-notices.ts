import type { ConversationId, MessageId } from '../../shared/domain/ids.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import type { CallOutput } from '../../shared/ipc/types.ts';
import { snippetOf } from './content-facts.ts';
import { getStoredConversation } from './conversations.ts';
import { buildConversationRow } from './conversation-row.ts';
import { type Json, type ReadHandle, findRow, listRows, readJson } from './handle.ts';
import { CONCERNS_ME, countUnread } from './unread.ts';
import { findMe } from './users.ts';

/** More lines than this nobody reads; the count still tells how many there are. */
const MAX_NOTICES = 100;

const WAITING = `
  SELECT id FROM conversations WHERE unread_count > 0 AND ${CONCERNS_ME}
  ORDER BY activity_at DESC, id DESC LIMIT ${MAX_NOTICES}`;

const NEWEST = `
  SELECT id, content, at FROM messages WHERE conversation_id = :id AND counts_unread = 1
  ORDER BY sort_key DESC LIMIT 1`;

/** The bell: one line for each conversation that waits for the user, with its newest reply. */
export function listReplyNotices(db: ReadHandle): CallOutput<'notifications:list'> {
  const me = findMe(db)?.id;
  const waiting = listRows<{ id: ConversationId }>(db, WAITING, { me: me ?? '' });
  const replies = waiting.flatMap(({ id }) => {
    const newest = findRow<{ id: MessageId; content: Json<MessageContent>; at: number }>(db, NEWEST, { id });
    if (newest === undefined) return [];
    const { personName, channel, unreadCount } = buildConversationRow(db, getStoredConversation(db, id), me);
    return [
      {
        conversationId: id,
        messageId: newest.id,
        personName,
        channelName: channel.name,
        text: snippetOf(readJson(newest.content)),
        at: newest.at,
        unreadCount,
      },
    ];
  });
  return { replies, unreadCount: countUnread(db, me) };
}
