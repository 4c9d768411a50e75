import type { MessageId } from '../../shared/domain/ids.ts';

/*
 * The place of a message in its conversation: a string whose order is the order on screen, computed from the log alone,
 * so that it is the same on every desktop and never changes.
 *
 *   <epoch ms, 15 digits>-<0 outbound, 1 inbound>-<tie>
 *
 * Meta tells the time of an inbound message in whole seconds, cut off. The end of that second is used, so that a quick
 * answer does not stand above the message that it answers. Among inbound messages of one second the relay's log decides
 * (the order in which they came), among outbound ones the id, which is a version 7 UUID and therefore in order of time.
 */

export function sortKeyOfInbound(at: number, seq: number): string {
  return `${padTime(orderTimeOfInbound(at))}-1-${String(seq).padStart(12, '0')}`;
}

export function sortKeyOfOutbound(at: number, messageId: MessageId): string {
  return `${padTime(at)}-0-${messageId}`;
}

/** The time that a sort key stands for, epoch ms. */
export function timeOfSortKey(sortKey: string): number {
  return Number(sortKey.slice(0, 15));
}

/** The first key of messages at `at` or later. */
export function sortKeyFrom(at: number): string {
  return padTime(at);
}

function orderTimeOfInbound(at: number): number {
  return at % 1000 === 0 ? at + 999 : at;
}

function padTime(at: number): string {
  return String(Math.max(0, at)).padStart(15, '0');
}

/** A clock that is wrong by more than this is not followed. */
const MAX_FOLLOWED_MS = 10 * 60_000;

/**
 * When a message made at `now` is said to have been sent: after everything that stood in the conversation, even where
 * this computer's clock runs a little behind Meta's. Other desktops get this time and so the same order.
 */
export function decideSendTime(now: number, lastSortKey: string | undefined): number {
  if (lastSortKey === undefined) return now;
  const last = timeOfSortKey(lastSortKey);
  return last >= now && last - now <= MAX_FOLLOWED_MS ? last + 1 : now;
}
