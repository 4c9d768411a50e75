import type { MessageId } from '../../shared/domain/ids.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import type { MessageStatus } from '../../shared/domain/message-status.ts';
import { isListed, snippetOf } from './content-facts.ts';
import type { ConversationState } from './conversation-state.ts';

type LastMessage = {
  readonly id: MessageId;
  readonly sortKey: string;
  readonly at: number;
  readonly isInbound: 0 | 1;
  readonly content: MessageContent;
  readonly status: MessageStatus | null;
};

/** The conversation's line in a list tells of this message, unless it has a later one. */
export function noteLast(state: ConversationState, message: LastMessage): void {
  if (!isListed(message.content)) return;
  if (state.lastSortKey !== null && message.sortKey <= state.lastSortKey) return;
  state.lastMessageId = message.id;
  state.lastSortKey = message.sortKey;
  state.lastAt = message.at;
  state.lastText = snippetOf(message.content);
  state.lastIsInbound = message.isInbound;
  state.lastType = message.content.type;
  state.lastStatus = message.status;
}

/** The message of which the line tells is no longer here. */
export function forgetLast(state: ConversationState): void {
  state.lastMessageId = null;
  state.lastSortKey = null;
  state.lastAt = null;
  state.lastText = null;
  state.lastIsInbound = null;
  state.lastType = null;
  state.lastStatus = null;
}
