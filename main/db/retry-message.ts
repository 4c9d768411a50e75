import { AppError } from '../../shared/domain/app-error.ts';
import type { ConversationId, MessageId, TemplateId } from '../../shared/domain/ids.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import type { MessageStatus, SendFailure } from '../../shared/domain/message-status.ts';
import type { User } from '../../shared/protocol/events.ts';
import { type CreatedOutbound, createOutbound, getMe } from './create-outbound.ts';
import { type Json, type ReadHandle, type WriteHandle, findRow, inTransaction, readJson } from './handle.ts';
import { resolveConversation } from './outbound-thread.ts';
import { sendTemplate } from './send-template.ts';
import { checkWindow } from './send-text.ts';

export type CreateRetry = {
  /** A new version 7 UUID for the repetition. */
  readonly messageId: MessageId;
  /** The message that failed or is unconfirmed. */
  readonly ofMessageId: MessageId;
  readonly now: number;
};

/**
 * Queues the same message once more, linked to the first one, after the checks of a new send. Throws AppError
 * `conflict` where a repetition cannot help or is already under way, and whatever a new send throws.
 */
export function createRetry(db: WriteHandle, input: CreateRetry): CreatedOutbound {
  return inTransaction(db, () => {
    const me = getMe(db);
    const original = getOriginal(db, input.ofMessageId);
    checkRepeatable(db, input.ofMessageId, original);
    return repeat(db, me, original, input);
  });
}

type Original = {
  readonly conversationId: ConversationId;
  readonly content: Json<MessageContent>;
  readonly status: MessageStatus;
  readonly failure: Json<SendFailure> | null;
  readonly quotedWamid: string | null;
};

function getOriginal(db: ReadHandle, id: MessageId): Original {
  const sql = `
    SELECT conversation_id AS conversationId, content, status, failure, quoted_wamid AS quotedWamid
    FROM messages WHERE id = :id AND is_inbound = 0`;
  const original = findRow<Original>(db, sql, { id });
  if (original === undefined) throw new AppError('not-found', 'This message is no longer there.');
  return original;
}

const REPEATED = `SELECT 1 AS found FROM messages WHERE retry_of = :id AND status <> 'failed' LIMIT 1`;

function checkRepeatable(db: ReadHandle, id: MessageId, { status, failure }: Original): void {
  const canHelp =
    status === 'unconfirmed' || (status === 'failed' && failure !== null && readJson(failure).canRetry);
  if (!canHelp) throw new AppError('conflict', 'Sending this message again cannot help.');
  // A second press of the button must not send it twice.
  if (findRow(db, REPEATED, { id }) !== undefined) {
    throw new AppError('conflict', 'This message has already been sent again.');
  }
}

function repeat(db: WriteHandle, me: User, original: Original, input: CreateRetry): CreatedOutbound {
  const { messageId, ofMessageId: retryOfMessageId, now } = input;
  const thread = resolveConversation(db, original.conversationId, me);
  const content = readJson(original.content);
  if (content.type === 'template') {
    // Given out by Meta as the id of a template when the message was made.
    const templateId = content.templateId as TemplateId;
    return sendTemplate(db, me, {
      messageId,
      thread,
      templateId,
      values: content.values,
      retryOfMessageId,
      now,
    });
  }
  if ('media' in content)
    throw new AppError('conflict', 'A file cannot be sent again from here. Attach it once more.');
  checkWindow(db, thread, now);
  const quotedWamid = original.quotedWamid ?? undefined;
  return createOutbound(db, me, { messageId, thread, content, quotedWamid, retryOfMessageId, now });
}
