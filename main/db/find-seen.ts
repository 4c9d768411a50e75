import type { ChannelId, ConversationId } from '../../shared/domain/ids.ts';
import { type ReadHandle, findRow } from './handle.ts';

/** The newest message of the person that the user has seen. */
export type SeenMessage = {
  readonly conversationId: ConversationId;
  readonly channelId: ChannelId;
  readonly kind: 'company' | 'own';
  readonly wamid: string;
  /** Epoch ms. */
  readonly at: number;
};

const FIND = `
  SELECT m.conversation_id AS conversationId, c.channel_id AS channelId, ch.kind, m.wamid, m.at
  FROM read_marks r JOIN conversations c ON c.id = r.conversation_id JOIN channels ch ON ch.id = c.channel_id
    JOIN messages m ON m.conversation_id = r.conversation_id
  WHERE r.conversation_id = :conversationId AND m.counts_unread = 1 AND m.sort_key <= r.sort_key AND m.wamid IS NOT NULL
  ORDER BY m.sort_key DESC LIMIT 1`;

/** The newest message of the person that the user has seen; undefined when there is none. */
export function findSeen(
  db: ReadHandle,
  { conversationId }: { readonly conversationId: ConversationId },
): SeenMessage | undefined {
  return findRow<SeenMessage>(db, FIND, { conversationId });
}
