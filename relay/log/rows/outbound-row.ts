import type { ChannelId, ConversationId, MessageId, PersonKey, UserId } from '../../../shared/domain/ids.ts';
import type { MessageStatus } from '../../../shared/domain/message-status.ts';
import type { OutboundState } from '../relay-log.ts';

/** A row of `outbound`, the same in both engines. */
export type OutboundRow = {
  readonly message_id: string;
  readonly wamid: string | null;
  readonly conversation_id: string;
  readonly person_key: string;
  readonly channel_id: string;
  readonly consultant_user_id: string;
  readonly status: string;
  readonly at: number;
  readonly reports: string;
};

/** The casts bring back the brands of values that only the log's own writers stored. */
export function toOutbound(row: OutboundRow): OutboundState {
  return {
    messageId: row.message_id as MessageId,
    wamid: row.wamid ?? undefined,
    conversationId: row.conversation_id as ConversationId,
    personKey: row.person_key as PersonKey,
    channelId: row.channel_id as ChannelId,
    consultantUserId: row.consultant_user_id as UserId,
    status: row.status as MessageStatus,
    at: row.at,
    reports: JSON.parse(row.reports) as OutboundState['reports'],
  };
}
