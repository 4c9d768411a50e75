import type { MessageId } from '../../../shared/domain/ids.ts';

/** Bytes of a file that have arrived; `total` where it is known. */
export type FileProgress = { readonly received: number; readonly total: number | undefined };

export type MediaState = {
  /** Files that are being fetched; the newest last. */
  readonly progress: Readonly<Partial<Record<MessageId, FileProgress>>>;
  /** The message whose picture is shown large. */
  readonly viewedId: MessageId | undefined;
};

export const initialMedia: MediaState = { progress: {}, viewedId: undefined };
