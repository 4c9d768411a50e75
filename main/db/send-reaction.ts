import { AppError } from '../../shared/domain/app-error.ts';
import { isOneEmoji } from '../../shared/domain/emoji.ts';
import type { ConversationId, MessageId } from '../../shared/domain/ids.ts';
import { type CreatedOutbound, createOutbound, getMe } from './create-outbound.ts';
import { type ReadHandle, type WriteHandle, findRow, inTransaction } from './handle.ts';
import { resolveConversation } from './outbound-thread.ts';
import { checkWindow } from './send-text.ts';

export type CreateReaction = {
  /** A new version 7 UUID. */
  readonly messageId: MessageId;
  readonly conversationId: ConversationId;
  readonly targetMessageId: MessageId;
  /** Absent: the reaction is taken back. */
  readonly emoji?: string | undefined;
  readonly now: number;
};

/** Meta refuses reactions to older messages, by webhook (131009). Source: Meta, reaction messages. */
const OLDEST_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Queues a reaction to a message of the conversation, in place of the one that there was. Throws AppError `window-closed`,
 * `forbidden`, `not-found`, `not-signed-in` or `invalid-input`; then nothing has changed.
 */
export function createReaction(db: WriteHandle, input: CreateReaction): CreatedOutbound {
  return inTransaction(db, () => {
    const { messageId, conversationId, emoji, now } = input;
    const me = getMe(db);
    if (emoji !== undefined && !isOneEmoji(emoji))
      throw new AppError('invalid-input', 'A reaction is one emoji.');
    const thread = resolveConversation(db, conversationId, me);
    checkWindow(db, thread, now, 'a reaction');
    const targetWamid = getTarget(db, input);
    const content = { type: 'reaction', targetWamid, ...(emoji === undefined ? {} : { emoji }) } as const;
    return createOutbound(db, me, { messageId, thread, content, now });
  });
}

type Target = { readonly wamid: string | null; readonly type: string; readonly at: number };

function getTarget(db: ReadHandle, { conversationId, targetMessageId, now }: CreateReaction): string {
  const sql = 'SELECT wamid, type, at FROM messages WHERE id = :id AND conversation_id = :conversationId';
  const target = findRow<Target>(db, sql, { id: targetMessageId, conversationId });
  if (target === undefined) throw new AppError('not-found', 'This message is no longer there.');
  if (target.wamid === null)
    throw new AppError('invalid-input', 'WhatsApp has not accepted this message yet. React when it has.');
  if (target.type === 'reaction' || target.type === 'system')
    throw new AppError('invalid-input', 'WhatsApp takes no reaction to this kind of message.');
  if (now - target.at > OLDEST_MS)
    throw new AppError('invalid-input', 'WhatsApp takes reactions only to messages of the last 30 days.');
  return target.wamid;
}
