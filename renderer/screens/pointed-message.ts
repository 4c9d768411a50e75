import type { MessageView } from '../../shared/ipc/views.ts';
import { getApp } from '../store/app-store.ts';

/** The message that a key means: the one that has the focus, else the newest of the open chat. */
export function findPointedMessage(): MessageView | undefined {
  const { messages } = getApp().chat;
  const id = document.activeElement?.closest('[data-message-id]')?.getAttribute('data-message-id');
  return messages.find((message) => message.id === id) ?? messages.at(-1);
}
