import type { ConversationId } from '../../../shared/domain/ids.ts';
import { callMain, explainError } from '../../api.ts';
import { getApp, updateApp } from '../app-store.ts';
import { coalesce } from '../coalesce.ts';
import { GALLERY_PAGE, type GalleryKind, type GalleryState, initialGallery } from './state.ts';

/** Lists what is in a conversation besides words, of the kind that was looked at last. */
export function openGallery(conversationId: ConversationId): void {
  updateApp('gallery', ({ kind }) => ({ ...initialGallery, conversationId, kind }));
  void refreshGallery();
}

export function chooseGalleryKind(kind: GalleryKind): void {
  updateApp('gallery', ({ conversationId }) => ({ ...initialGallery, conversationId, kind }));
  void refreshGallery();
}

export function showMoreOfGallery(): void {
  updateApp('gallery', (state) => ({ ...state, count: state.count + GALLERY_PAGE }));
  void refreshGallery();
}

/** Asks again: a file has arrived, or what was asked failed. */
export const refreshGallery = coalesce(async () => {
  const asked = getApp().gallery;
  const { conversationId, kind, count: limit } = asked;
  if (conversationId === undefined) return;
  const accept = (answer: Pick<GalleryState, 'found' | 'hasMore' | 'failure'>) =>
    updateApp('gallery', (state) =>
      state.conversationId === conversationId && state.kind === kind ? { ...state, ...answer } : state,
    );
  try {
    const { messages, nextBefore } = await callMain('conversations:list-files', {
      conversationId,
      kind,
      limit,
    });
    accept({ found: messages, hasMore: nextBefore !== undefined, failure: undefined });
  } catch (error) {
    accept({ found: undefined, hasMore: false, failure: explainError(error) });
  }
});
