import { findMediaContent } from '../../shared/domain/media-file-name.ts';
import type { MessageView } from '../../shared/ipc/views.ts';
import { findPreviewKind } from '../documents/preview-kind.ts';
import { openPreview } from '../store/media/actions.ts';

/** Shows the document of a message beside the chat, where it is of a kind that can be. */
export function previewFile({ id: messageId, conversationId, content, file }: MessageView): void {
  const mimeType = findMediaContent(content)?.media.mimeType;
  if (file === undefined || mimeType === undefined) return;
  const kind = findPreviewKind(file.fileName, mimeType);
  if (kind !== undefined) openPreview({ conversationId, messageId, fileName: file.fileName, kind });
}
