import type { MessageId } from '../../../shared/domain/ids.ts';
import type { EventBody } from '../../../shared/ipc/types.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { callMain } from '../../api.ts';
import { urlOfFile } from '../../words/file-words.ts';
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

/** Puts the picture of a message on the clipboard. Every program takes a PNG, whatever it came as. */
export async function copyPicture(messageId: MessageId): Promise<void> {
  try {
    const picture = await createImageBitmap(await (await fetch(urlOfFile(messageId))).blob());
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    canvas.getContext('2d')?.drawImage(picture, 0, 0);
    picture.close();
    const png = await canvas.convertToBlob({ type: 'image/png' });
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
    tell('Picture copied.');
  } catch {
    tellError(new AppError('internal', 'The picture could not be copied. Save it instead.'));
  }
}
