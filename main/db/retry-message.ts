import { AppError } from '../../shared/domain/app-error.ts';
import type { ConversationId, MessageId, TemplateId } from '../../shared/domain/ids.ts';
import { findMediaContent } from '../../shared/domain/media-file-name.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import type { MessageStatus, SendFailure } from '../../shared/domain/message-status.ts';
import type { User } from '../../shared/protocol/events.ts';
import { type CreatedOutbound, createOutbound, getMe } from './create-outbound.ts';
import { type Json, type ReadHandle, type WriteHandle, findRow, inTransaction, readJson } from './handle.ts';
import { getKeptFile } from './kept-file.ts';
import { resolveConversation } from './outbound-thread.ts';
import { sendTemplate } from './send-template.ts';
import { describeOutboundFile } from './send-file.ts';
import { checkWindow } from './send-text.ts';
import { queueUpload } from './uploads.ts';

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
  const file = getKeptFile(db, retryOfMessageId, content);
  if (content.type === 'template') {
    // Given out by Meta as the id of a template when the message was made.
    const templateId = content.templateId as TemplateId;
    return sendTemplate(db, me, {
      messageId,
      thread,
      templateId,
      values: content.values,
      file,
      retryOfMessageId,
      now,
    });
  }
  checkWindow(db, thread, now);
  const quotedWamid = original.quotedWamid ?? undefined;
  const repeated = { messageId, thread, quotedWamid, retryOfMessageId, now };
  if (file === undefined) return createOutbound(db, me, { ...repeated, content });
  // Uploaded once more: Meta forgets a file, and it may be the file's upload that failed.
  const caption = findMediaContent(content)?.media.caption;
  const created = createOutbound(db, me, { ...repeated, content: describeOutboundFile(file, caption) });
  queueUpload(db, { ...created, now }, file);
  return created;
}
