import type { ConversationId } from '../../../shared/domain/ids.ts';
import { callMain } from '../../api.ts';
import { getApp, updateApp } from '../app-store.ts';
import { setQuote } from '../chat/reduce.ts';
import { tellError } from '../feedback/actions.ts';
import * as reduce from './reduce.ts';

const DEBOUNCE_MS = 300;

const waiting = new Map<ConversationId, ReturnType<typeof setTimeout>>();
const restoring = new Map<ConversationId, Promise<void>>();

/** Brings back what lay in the composer when the window, or the app, went down. Once for each conversation. */
export function restoreTray(id: ConversationId): Promise<void> {
  if (getApp().attachments.restored.includes(id)) return Promise.resolve();
  const running = restoring.get(id) ?? restore(id).finally(() => restoring.delete(id));
  restoring.set(id, running);
  return running;
}

async function restore(id: ConversationId): Promise<void> {
  const { files, quoted } = await callMain('conversations:get-tray', { conversationId: id });
  updateApp('attachments', (state) => reduce.restore(state, id, files));
  if (quoted !== undefined && getApp().chat.quotes[id] === undefined)
    updateApp('chat', (state) => setQuote(state, id, quoted));
}

/** Keeps captions while they are typed. */
export function saveTraySoon(id: ConversationId): void {
  clearTimeout(waiting.get(id));
  waiting.set(
    id,
    setTimeout(() => saveTray(id), DEBOUNCE_MS),
  );
}

/** Saves now what waits: the box lost the focus, the chat changed, the window closes. */
export function flushTrays(): void {
  for (const id of waiting.keys()) saveTray(id);
}

/** Keeps the tray and the quote as they are now. */
export function saveTray(id: ConversationId): void {
  clearTimeout(waiting.get(id));
  waiting.delete(id);
  // What lay there before must be known first, or it would be overwritten.
  if (getApp().attachments.restored.includes(id)) save(id).catch(tellError);
  else
    restoreTray(id)
      .then(() => save(id), tellError)
      .catch(tellError);
}

async function save(id: ConversationId): Promise<void> {
  const { attachments, chat } = getApp();
  const files = reduce.trayOf(attachments, id).flatMap((file) => {
    return file.state === 'ready' ? [{ attachmentId: file.attachmentId, caption: file.caption }] : [];
  });
  const quotedMessageId = chat.quotes[id]?.id;
  await callMain('conversations:save-tray', {
    conversationId: id,
    files,
    ...(quotedMessageId === undefined ? {} : { quotedMessageId }),
  });
}
