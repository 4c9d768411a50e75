import type { ConversationId } from '../../../shared/domain/ids.ts';

/** A file in the tray of a composer. `reading`: main is taking it. `refused`: WhatsApp does not take it, and why. */
export type Attached = {
  /** Its place in this list, for life. */
  readonly key: number;
  readonly fileName: string;
  readonly caption: string;
} & (
  | { readonly state: 'reading' }
  | {
      readonly state: 'ready';
      readonly attachmentId: string;
      readonly size: number;
      readonly takesCaption: boolean;
    }
  | { readonly state: 'refused'; readonly problem: string }
);

export type AttachmentsState = {
  readonly nextKey: number;
  /** Conversations whose kept tray has been read. */
  readonly restored: readonly ConversationId[];
  readonly trays: Readonly<Partial<Record<ConversationId, readonly Attached[]>>>;
};

export const initialAttachments: AttachmentsState = { nextKey: 1, restored: [], trays: {} };
