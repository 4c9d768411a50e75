import type { ConversationId, MessageId } from '../../../shared/domain/ids.ts';
import { callMain } from '../../api.ts';
import { updateApp } from '../app-store.ts';
import { noteFailure } from './note-failure.ts';
import { openStretch } from './reduce.ts';
import type { Landing } from './state.ts';

const PAGE = 60;

/** Opens a stretch of messages around a message, or at the first unread, or at the newest. */
export async function loadStretch(
  conversationId: ConversationId,
  messageId: MessageId | undefined,
  preference: 'unread' | 'newest' = 'unread',
): Promise<void> {
  try {
    const details = await callMain('conversations:get', { conversationId });
    const unreadId = details.unreadCount > 0 ? details.firstUnreadMessageId : undefined;
    const landing = decideLanding(messageId, preference === 'unread' ? unreadId : undefined);
    const page = await callMain('conversations:list-messages', {
      conversationId,
      limit: PAGE,
      ...(landing.kind === 'newest' ? {} : { around: landing.messageId }),
    });
    updateApp('chat', (state) => openStretch(state, conversationId, { details, page, landing }));
  } catch (error) {
    updateApp('chat', (state) => noteFailure(state, conversationId, error));
  }
}

function decideLanding(messageId: MessageId | undefined, unreadId: MessageId | undefined): Landing {
  if (messageId !== undefined) return { kind: 'message', messageId };
  return unreadId === undefined ? { kind: 'newest' } : { kind: 'unread', messageId: unreadId };
}
