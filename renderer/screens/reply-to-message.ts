import { isWindowOpen } from '../../shared/domain/service-window.ts';
import { getApp } from '../store/app-store.ts';
import { quoteMessage } from '../store/chat/actions.ts';
import { selectPane } from '../store/navigation/selectors.ts';
import { findPointedMessage } from './pointed-message.ts';

/** Quotes the message that is pointed at, else the last, as R does inside the messages. False where nothing can be written. */
export function replyToMessage(): boolean {
  const { chat, now } = getApp();
  const message = selectPane(getApp()).kind === 'chat' ? findPointedMessage() : undefined;
  if (message === undefined || !isWindowOpen(chat.details?.windowClosesAt, now)) return false;
  quoteMessage(message);
  return true;
}
