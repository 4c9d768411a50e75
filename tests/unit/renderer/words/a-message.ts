import type { ConversationId, MessageId, UserId } from '../../../../shared/domain/ids.ts';
import type { MessageView } from '../../../../shared/ipc/views.ts';

/** 22 November 2026, 12:00 where the tests run. */
export const NOON = new Date(2026, 10, 22, 12, 0).getTime();

export const messageId = (value: string) => value as MessageId;
export const conversationId = (value: string) => value as ConversationId;

/** A message `minutes` after noon; its sort key follows its time. */
export function aMessage(id: string, minutes: number, rest: Partial<MessageView> = {}): MessageView {
  return {
    id: messageId(id),
    conversationId: conversationId('c'),
    isInbound: true,
    at: NOON + minutes * 60_000,
    sortKey: String(50_000 + minutes),
    content: { type: 'text', text: id },
    statusTimes: {},
    reactions: [],
    ...rest,
  };
}

export function sentBy(name: string): Pick<MessageView, 'isInbound' | 'sentBy'> {
  return { isInbound: false, sentBy: { userId: name as UserId, displayName: name } };
}
