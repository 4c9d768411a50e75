import type { GraphOutcome } from './graph-client.ts';

/** Meta refuses to mark older messages as read. Source: Meta, "Mark messages as read". */
export const READABLE_MS = 30 * 24 * 60 * 60 * 1000;
/** A typing sign goes by itself after this long. Source: Meta, "Typing indicators". */
export const TYPING_SIGN_MS = 25_000;

/**
 * The body of `POST /{phone number id}/messages` that gives the person blue ticks up to an inbound message. Meta has no
 * typing sign without them.
 */
export function buildReadReceipt(wamid: string, isTyping: boolean): object {
  return {
    messaging_product: 'whatsapp',
    status: 'read',
    message_id: wamid,
    ...(isTyping ? { typing_indicator: { type: 'text' } } : {}),
  };
}

/** `later`: nothing is known against it, and telling it again does no harm. `refused`: Meta will never take it. */
export type ReceiptVerdict = 'told' | 'later' | 'refused';

export function judgeReceipt(outcome: GraphOutcome): ReceiptVerdict {
  if (outcome.kind !== 'answer' || outcome.status >= 500 || outcome.status === 429) return 'later';
  return outcome.status < 300 ? 'told' : 'refused';
}
