import type { ConversationId, MessageId } from '../../shared/domain/ids.ts';
import type { CallOutput } from '../../shared/ipc/types.ts';
import type { Changes } from './change-tracker.ts';
import { announceDraft, findDraftText, keepDraft } from './drafts.ts';
import { type ReadHandle, type WriteHandle, findRow, inTransaction, listRows, runSql } from './handle.ts';
import { listMessages } from './messages.ts';
import type { OutboundFile } from './send-file.ts';

/*
 * What lies in a composer beside its text. The bytes lie encrypted in the media folder; a row here keeps the sweep away
 * from them until the file is sent (uploads.ts), taken off, or its conversation is out of sight.
 */

export type SaveTray = {
  readonly conversationId: ConversationId;
  /** In the order in which they are to be sent. `file` is known for what was attached since the start. */
  readonly files: readonly {
    readonly attachmentId: string;
    readonly caption: string;
    readonly file?: OutboundFile | undefined;
  }[];
  readonly quotedMessageId?: MessageId | undefined;
  readonly now: number;
};

const INSERT = `
  INSERT INTO draft_files (object_id, conversation_id, position, file_key, kind, file_name, mime_type, size, sha256, caption)
  SELECT :objectId, :conversationId, 0, :fileKey, :kind, :fileName, :mimeType, :size, :sha256, ''
  WHERE NOT EXISTS (SELECT 1 FROM local_media WHERE object_id = :objectId)
  ON CONFLICT (object_id) DO NOTHING`;

/** Keeps the tray as it is now: a draft, also without words. A file that was sent meanwhile does not come back. */
export function saveTray(
  db: WriteHandle,
  { conversationId, files, quotedMessageId, now }: SaveTray,
): Changes {
  return inTransaction(db, () => {
    const ids = JSON.stringify(files.map(({ attachmentId }) => attachmentId));
    runSql(
      db,
      `DELETE FROM draft_files WHERE conversation_id = :conversationId
        AND object_id NOT IN (SELECT value FROM json_each(:ids))`,
      { conversationId, ids },
    );
    for (const [position, { attachmentId, caption, file }] of files.entries()) {
      if (file !== undefined) runSql(db, INSERT, { ...file, conversationId });
      runSql(
        db,
        `UPDATE draft_files SET position = :position, caption = :caption
         WHERE object_id = :attachmentId AND conversation_id = :conversationId`,
        { position, caption, attachmentId, conversationId },
      );
    }
    runSql(db, 'DELETE FROM draft_quotes WHERE conversation_id = :conversationId', { conversationId });
    if (quotedMessageId !== undefined)
      runSql(db, 'INSERT INTO draft_quotes VALUES (:conversationId, :quotedMessageId)', {
        conversationId,
        quotedMessageId,
      });
    keepDraft(db, { conversationId, text: findDraftText(db, conversationId) ?? '', now });
    return announceDraft(db, conversationId);
  });
}

const LIST = `
  SELECT object_id AS attachmentId, kind, file_name AS fileName, mime_type AS mimeType, size, caption
  FROM draft_files WHERE conversation_id = :conversationId ORDER BY position`;

/** What lay in the composer. A quoted message that is not kept any more is left out. Throws AppError `not-found`. */
export function getTray(
  db: ReadHandle,
  { conversationId }: { readonly conversationId: ConversationId },
): CallOutput<'conversations:get-tray'> {
  const files = listRows<CallOutput<'conversations:get-tray'>['files'][number]>(db, LIST, { conversationId });
  const sql = 'SELECT message_id AS id FROM draft_quotes WHERE conversation_id = :conversationId';
  const id = findRow<{ id: MessageId }>(db, sql, { conversationId })?.id;
  if (id === undefined) return { files };
  const { messages } = listMessages(db, { conversationId, around: id, limit: 1 });
  const quoted = messages.find((message) => message.id === id);
  return quoted === undefined ? { files } : { files, quoted };
}

/** A file that was attached before the last start; undefined when it is in no tray. */
export function findDraftFile(
  db: ReadHandle,
  { attachmentId }: { readonly attachmentId: string },
): OutboundFile | undefined {
  const sql = `
    SELECT object_id AS objectId, file_key AS fileKey, kind, file_name AS fileName, mime_type AS mimeType, size, sha256
    FROM draft_files WHERE object_id = :attachmentId`;
  return findRow<OutboundFile>(db, sql, { attachmentId });
}

/** Whether there was one: its bytes are to be deleted. */
export function deleteDraftFile(
  db: WriteHandle,
  { attachmentId }: { readonly attachmentId: string },
): boolean {
  return runSql(db, 'DELETE FROM draft_files WHERE object_id = :attachmentId', { attachmentId }) > 0;
}
