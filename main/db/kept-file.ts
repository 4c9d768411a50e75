import { AppError } from '../../shared/domain/app-error.ts';
import type { MessageId } from '../../shared/domain/ids.ts';
import { findMediaContent, nameMediaFile } from '../../shared/domain/media-file-name.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import { type ReadHandle, findRow } from './handle.ts';
import type { OutboundFile } from './send-file.ts';

const HERE = `
  SELECT object_id AS objectId, file_key AS fileKey, size, sha256, at FROM local_media
  WHERE message_id = :messageId AND state = 'here'`;

type Here = Pick<OutboundFile, 'objectId' | 'fileKey' | 'size' | 'sha256'> & { readonly at: number };

/**
 * The file of a message that is to be sent again: it is shared with the first one, not copied. Undefined where the message
 * has none. Throws AppError `conflict` where it had one that is not on this computer any more.
 */
export function getKeptFile(
  db: ReadHandle,
  messageId: MessageId,
  content: MessageContent,
): OutboundFile | undefined {
  const media = findMediaContent(content);
  if (media === undefined || media.type === 'sticker') return undefined;
  const here = findRow<Here>(db, HERE, { messageId });
  if (here === undefined) throw new AppError('conflict', FILE_IS_GONE);
  const { at, ...object } = here;
  const { mimeType } = media.media;
  return { ...object, kind: media.type, mimeType, fileName: nameMediaFile(media.type, media.media, at) };
}

/** Why a message cannot be sent again from here, and what to do. */
export const FILE_IS_GONE =
  'Its file is not on this computer any more. Attach it again if it is still wanted.';
