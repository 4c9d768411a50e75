import type { FilingChoice } from '../../../shared/ipc/record-file-views.ts';
import type { PreviewKind } from '../../documents/preview-kind.ts';
import type { ConversationId, MessageId } from '../../../shared/domain/ids.ts';

/** Bytes of a file that have arrived; `total` where it is known. */
export type FileProgress = { readonly received: number; readonly total: number | undefined };

/** A file that is to be put on a record, and what has to be asked first. */
export type Filing = {
  readonly messageId: MessageId;
  readonly name: string;
  readonly choices: readonly FilingChoice[];
};

/** A document that is shown beside its chat. */
export type Preview = {
  readonly conversationId: ConversationId;
  readonly messageId: MessageId;
  readonly fileName: string;
  readonly kind: PreviewKind;
};

export type MediaState = {
  /** Files that are being fetched; the newest last. */
  readonly progress: Readonly<Partial<Record<MessageId, FileProgress>>>;
  /** The message whose picture is shown large. */
  readonly viewedId: MessageId | undefined;
  /** What is asked about a file that is to be put on a record. */
  readonly filing: Filing | undefined;
  readonly preview: Preview | undefined;
};

export const initialMedia: MediaState = {
  progress: {},
  viewedId: undefined,
  filing: undefined,
  preview: undefined,
};
