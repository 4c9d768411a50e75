import type { ConversationId, MessageId } from '../../shared/domain/ids.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import type { OutboundKind } from '../../shared/domain/outbound-files.ts';
import { type CreatedOutbound, createOutbound, getMe } from './create-outbound.ts';
import { endEmptyDraft } from './drafts.ts';
import { type WriteHandle, inTransaction } from './handle.ts';
import type { MediaObject } from './local-media.ts';
import { resolveConversation } from './outbound-thread.ts';
import { checkWindow } from './send-text.ts';
import { queueUpload } from './uploads.ts';

/** A file that lies encrypted on this computer and is to be sent. */
export type OutboundFile = MediaObject & {
  readonly kind: OutboundKind;
  readonly fileName: string;
  readonly mimeType: string;
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
};

export type CreateOutboundFile = {
  /** A new version 7 UUID. */
  readonly messageId: MessageId;
  readonly conversationId: ConversationId;
  readonly file: OutboundFile;
  readonly caption?: string | undefined;
  readonly now: number;
};

/**
 * Queues a message with a file: it is uploaded first, and what is written later to the same person waits for it. Throws
 * what `createOutboundText` throws; then nothing has changed.
 */
export function createOutboundFile(db: WriteHandle, input: CreateOutboundFile): CreatedOutbound {
  return inTransaction(db, () => {
    const { messageId, conversationId, file, caption, now } = input;
    const me = getMe(db);
    const thread = resolveConversation(db, conversationId, me);
    checkWindow(db, thread, now);
    const content = describeOutboundFile(file, caption);
    const created = createOutbound(db, me, { messageId, thread, content, now });
    queueUpload(db, { messageId, conversationId, now }, file);
    endEmptyDraft(db, conversationId);
    return created;
  });
}

/** What the message with the file says. */
export function describeOutboundFile(file: OutboundFile, caption: string | undefined): MessageContent {
  const { kind, fileName, mimeType, sha256 } = file;
  const media = { mimeType, fileName, sha256, ...(caption === undefined ? {} : { caption }) };
  return kind === 'audio' ? { type: 'audio', media, isVoiceNote: false } : { type: kind, media };
}
