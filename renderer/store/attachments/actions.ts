import type { ConversationId } from '../../../shared/domain/ids.ts';
import { MOST_FILES_AT_ONCE } from '../../../shared/domain/outbound-files.ts';
import { callMain, explainError, stageFile } from '../../api.ts';
import { getApp, updateApp } from '../app-store.ts';
import { explainFailure, forgetFailure } from '../chat/reduce.ts';
import { tellError } from '../feedback/actions.ts';
import { countOf } from '../../words/person-words.ts';
import * as reduce from './reduce.ts';
import { saveTray, saveTraySoon } from './tray-saver.ts';

/**
 * Puts files into the tray; main takes them one after the other and says which of them WhatsApp takes. What is more than
 * can be sent at once stays out, and is told.
 */
export async function attachFiles(id: ConversationId, chosen: readonly File[]): Promise<void> {
  const files = chosen.slice(0, reduce.roomFor(getApp().attachments, id));
  if (files.length < chosen.length) {
    const sentence = explainTooMany(chosen.length - files.length);
    updateApp('chat', (state) => explainFailure(state, id, sentence));
  }
  const firstKey = getApp().attachments.nextKey;
  updateApp('attachments', (state) =>
    reduce.add(
      state,
      id,
      files.map(({ name }) => name),
    ),
  );
  for (const [index, file] of files.entries()) {
    const key = firstKey + index;
    const staged = await stageFile(file).catch((error: unknown) => {
      return { ok: false, fileName: file.name, problem: explainError(error) } as const;
    });
    const isWanted = reduce.trayOf(getApp().attachments, id).some((attached) => attached.key === key);
    if (isWanted) {
      updateApp('attachments', (state) => reduce.settle(state, id, key, staged));
      saveTray(id);
    } else if (staged.ok) await discard(staged.attachmentId);
  }
}

export function removeFile(id: ConversationId, key: number): void {
  const file = reduce.trayOf(getApp().attachments, id).find((attached) => attached.key === key);
  updateApp('attachments', (state) => reduce.remove(state, id, key));
  saveTray(id);
  if (file?.state === 'ready') void discard(file.attachmentId);
}

export function writeCaption(id: ConversationId, key: number, caption: string): void {
  updateApp('attachments', (state) => reduce.writeCaption(state, id, key, caption));
  saveTraySoon(id);
}

export function moveForward(id: ConversationId, key: number): void {
  updateApp('attachments', (state) => reduce.moveForward(state, id, key));
  saveTray(id);
}

/** Queues what is ready, in its order. False when it was refused: then everything is still in the tray. */
export async function sendFiles(id: ConversationId): Promise<boolean> {
  const ready = reduce
    .trayOf(getApp().attachments, id)
    .flatMap((file) => (file.state === 'ready' ? [file] : []));
  if (ready.length === 0) return true;
  try {
    const files = ready.map(({ attachmentId, caption }) => ({ attachmentId, caption }));
    await callMain('messages:send-files', { conversationId: id, files });
    for (const { key } of ready) updateApp('attachments', (state) => reduce.remove(state, id, key));
    updateApp('chat', (state) => forgetFailure(state, id));
    return true;
  } catch (error) {
    updateApp('chat', (state) => explainFailure(state, id, explainError(error)));
    return false;
  }
}

function explainTooMany(count: number): string {
  return `At most ${MOST_FILES_AT_ONCE} files can be sent at once, so ${countOf(count, 'file was', 'files were')} not attached. Send these first, then attach the rest.`;
}

async function discard(attachmentId: string): Promise<void> {
  await callMain('media:discard', { attachmentId }).catch(tellError);
}
