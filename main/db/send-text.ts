import { AppError } from '../../shared/domain/app-error.ts';
import type { ConversationId, MessageId } from '../../shared/domain/ids.ts';
import { isWindowOpen } from '../../shared/domain/service-window.ts';
import { type CreatedOutbound, createOutbound, getMe } from './create-outbound.ts';
import { endDraft } from './drafts.ts';
import { type WriteHandle, findRow, inTransaction } from './handle.ts';
import { type OutboundThread, resolveConversation } from './outbound-thread.ts';
import { findWindowClosesAt } from './service-window.ts';

export type CreateOutboundText = {
  /** A new version 7 UUID. */
  readonly messageId: MessageId;
  readonly conversationId: ConversationId;
  readonly text: string;
  readonly quotedMessageId?: MessageId | undefined;
  readonly now: number;
};

/**
 * Queues a text and clears the draft. Throws AppError `window-closed`, `forbidden`, `not-found`, `not-signed-in` or
 * `invalid-input`; then nothing has changed and the draft is kept.
 */
export function createOutboundText(db: WriteHandle, input: CreateOutboundText): CreatedOutbound {
  return inTransaction(db, () => {
    const { messageId, conversationId, text, quotedMessageId, now } = input;
    const me = getMe(db);
    if (text.trim() === '')
      throw new AppError('invalid-input', 'There is nothing to send: the message is empty.');
    const thread = resolveConversation(db, conversationId, me);
    checkWindow(db, thread, now);
    const quotedWamid =
      quotedMessageId === undefined ? undefined : getQuotedWamid(db, conversationId, quotedMessageId);
    endDraft(db, { conversationId, now });
    return createOutbound(db, me, { messageId, thread, content: { type: 'text', text }, quotedWamid, now });
  });
}

/** Throws AppError `window-closed`. */
export function checkWindow(
  db: WriteHandle,
  { personKey, channel }: OutboundThread,
  now: number,
  what: 'a reaction' | 'what is written' = 'what is written',
): void {
  if (isWindowOpen(findWindowClosesAt(db, personKey, channel.id), now)) return;
  throw new AppError(
    'window-closed',
    what === 'a reaction'
      ? 'This person last wrote more than 24 hours ago, so WhatsApp allows only a template, and no reaction.'
      : 'This person last wrote more than 24 hours ago, so WhatsApp allows only a template. Your text is kept.',
  );
}

function getQuotedWamid(db: WriteHandle, conversationId: ConversationId, id: MessageId): string {
  const sql = 'SELECT wamid FROM messages WHERE id = :id AND conversation_id = :conversationId';
  const wamid = findRow<{ wamid: string | null }>(db, sql, { id, conversationId })?.wamid ?? undefined;
  if (wamid === undefined) {
    throw new AppError('invalid-input', 'A message that WhatsApp has not accepted yet cannot be quoted.');
  }
  return wamid;
}
