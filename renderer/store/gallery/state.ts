import type { ConversationId } from '../../../shared/domain/ids.ts';
import type { CallInput } from '../../../shared/ipc/types.ts';
import type { MessageView } from '../../../shared/ipc/views.ts';

export type GalleryKind = CallInput<'conversations:list-files'>['kind'];

/** The files, pictures and links of a conversation. */
export type GalleryState = {
  readonly conversationId: ConversationId | undefined;
  readonly kind: GalleryKind;
  /** How many are asked for, from the newest back. */
  readonly count: number;
  /** Undefined until the first answer. */
  readonly found: readonly MessageView[] | undefined;
  readonly hasMore: boolean;
  readonly failure: string | undefined;
};

export const GALLERY_PAGE = 40;

export const initialGallery: GalleryState = {
  conversationId: undefined,
  kind: 'documents',
  count: GALLERY_PAGE,
  found: undefined,
  hasMore: false,
  failure: undefined,
};
