import { isWindowOpen } from '../../shared/domain/service-window.ts';
import type { ConversationDetails, MessageView } from '../../shared/ipc/views.ts';
import { describeStatus } from './status-words.ts';

/** "Sam Taylor reacted 👍", "Priya Shah reacted 👍 · Sent". */
export function describeReaction(
  { emoji, isInbound, by, status }: MessageView['reactions'][number],
  personName: string,
): string {
  const who = isInbound ? personName : (by ?? 'Your agency');
  const said = `${who} reacted ${emoji}`;
  return status === undefined ? said : `${said} · ${describeStatus(status).label}`;
}

/** Whether WhatsApp knows the message, so that something can be said about it. */
export function isKnownToWhatsApp({ isInbound, status }: MessageView): boolean {
  return isInbound || (status !== 'queued' && status !== 'unconfirmed' && status !== 'failed');
}

/** Whether a message can be reacted to, as far as it goes by the message itself. */
export function takesReaction(message: MessageView): boolean {
  const { type } = message.content;
  return isKnownToWhatsApp(message) && type !== 'system' && type !== 'reaction' && type !== 'revoke';
}

/** Why a message cannot be reacted to now, in a sentence; undefined where it can. */
export function explainNoReaction(
  message: MessageView,
  details: Pick<ConversationDetails, 'canSend' | 'cannotSendReason' | 'windowClosesAt'>,
  now: number,
): string | undefined {
  if (!details.canSend) return details.cannotSendReason ?? 'You cannot send here.';
  if (!isWindowOpen(details.windowClosesAt, now))
    return 'WhatsApp takes reactions only within 24 hours of the person’s last message.';
  if (!isKnownToWhatsApp(message))
    return 'WhatsApp does not have this message, so it takes no reaction to it.';
  return takesReaction(message) ? undefined : 'WhatsApp takes no reaction to this kind of message.';
}
