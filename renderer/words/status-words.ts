import type { MessageStatus } from '../../shared/domain/message-status.ts';
import { formatFullTime } from './time-words.ts';

export type StatusMark = {
  /** The shape: each state has its own, so that colour is never alone. */
  readonly shape: 'clock' | 'question' | 'one-tick' | 'two-ticks' | 'two-ticks-filled' | 'failed';
  readonly isRead: boolean;
  /** For the screen reader and the tooltip. */
  readonly label: string;
};

/** What a tick says, in shape and words. A tick means what it says: product.md, "Rules". */
export function describeStatus(status: MessageStatus, hasLapsed = false): StatusMark {
  if (hasLapsed) return { shape: 'clock', isRead: false, label: 'Not sent yet: the 24 hours have ended' };
  switch (status) {
    case 'queued':
      return { shape: 'clock', isRead: false, label: 'Waiting to be sent' };
    case 'unconfirmed':
      return { shape: 'question', isRead: false, label: 'Not confirmed: it may or may not have gone out' };
    case 'held':
      return { shape: 'clock', isRead: false, label: 'Held back by WhatsApp while it judges the template' };
    case 'accepted':
      return { shape: 'one-tick', isRead: false, label: 'Accepted by WhatsApp' };
    case 'sent':
      return { shape: 'one-tick', isRead: false, label: 'Sent' };
    case 'delivered':
      return { shape: 'two-ticks', isRead: false, label: 'Delivered' };
    case 'read':
      return { shape: 'two-ticks-filled', isRead: true, label: 'Read' };
    case 'played':
      return { shape: 'two-ticks-filled', isRead: true, label: 'Played' };
    case 'failed':
      return { shape: 'failed', isRead: false, label: 'Not sent' };
  }
}

/** One word for tables. */
export function nameStatus(status: MessageStatus): string {
  return NAMES[status];
}

const NAMES: Readonly<Record<MessageStatus, string>> = {
  queued: 'Waiting',
  unconfirmed: 'Not confirmed',
  held: 'Held back',
  accepted: 'Accepted',
  sent: 'Sent',
  failed: 'Failed',
  delivered: 'Delivered',
  read: 'Read',
  played: 'Played',
};

/** The steps of a message, in the order in which people read them. */
export const STEPS: readonly MessageStatus[] = [
  'queued',
  'unconfirmed',
  'held',
  'accepted',
  'sent',
  'delivered',
  'read',
  'played',
  'failed',
];

/** The lines of the tick's tooltip: each step that was reached, with its time. */
export function listStatusTimes(
  times: Readonly<Partial<Record<MessageStatus, number | undefined>>>,
): readonly { readonly name: string; readonly time: string }[] {
  return STEPS.flatMap((step) => {
    const at = times[step];
    return at === undefined ? [] : [{ name: NAMES[step], time: formatFullTime(at) }];
  });
}
