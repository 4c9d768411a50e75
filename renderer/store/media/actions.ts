import type { MessageId } from '../../../shared/domain/ids.ts';
import type { EventBody } from '../../../shared/ipc/types.ts';
import { callMain } from '../../api.ts';
import { getApp, updateApp } from '../app-store.ts';
import { tell, tellError } from '../feedback/actions.ts';
import type { Preview } from './state.ts';
import * as reduce from './reduce.ts';

export function hearProgress({ messageId, received, total }: EventBody<'media:progressed'>): void {
  updateApp('media', (state) => reduce.noteProgress(state, messageId, { received, total }));
}

/** Fetches a file that is not here; how it goes on is shown with its message. */
export async function fetchFile(messageId: MessageId): Promise<void> {
  await callMain('media:fetch', { messageId }).catch(tellError);
}

/** Asks where, and writes a copy there. */
export async function saveFile(messageId: MessageId): Promise<void> {
  try {
    if ((await callMain('media:save', { messageId })).isSaved) tell('File saved.');
  } catch (error) {
    tellError(error);
  }
}

/** Opens a file with the system's program for it. */
export async function openFile(messageId: MessageId): Promise<void> {
  await callMain('media:open', { messageId }).catch(tellError);
}

/** A file that is being uploaded is not sent. */
export async function stopUpload(messageId: MessageId): Promise<void> {
  await callMain('media:stop-upload', { messageId }).catch(tellError);
}

export function viewPicture(messageId: MessageId | undefined): void {
  updateApp('media', (state) => reduce.view(state, messageId));
}

/** Shows a document beside its chat. */
export function openPreview(preview: Preview): void {
  updateApp('media', (state) => reduce.show(state, preview));
}

export function closePreview(): void {
  const messageId = getApp().media.preview?.messageId;
  updateApp('media', (state) => reduce.show(state, undefined));
  // Back to where it was opened.
  const selector = `[data-message-id="${CSS.escape(messageId ?? '')}"]`;
  document.querySelector<HTMLElement>(selector)?.focus();
}
