import type { UserId } from '../shared/domain/ids.ts';
import type { ThreadState } from './log/relay-log.ts';

export type RoutingFacts = {
  /** The conversation of the message that this one quotes or reacts to, if it is on the same channel. */
  readonly quotedThread: ThreadState | undefined;
  /** Every conversation with this person on this channel. */
  readonly threads: readonly ThreadState[];
  /** Whose number the channel is; undefined for the company's. */
  readonly channelOwnerId: UserId | undefined;
};

export type Route =
  | { readonly kind: 'thread'; readonly thread: ThreadState }
  /** The conversation of this owner, or the one that nobody owned when it began. It may not exist yet. */
  | { readonly kind: 'owner'; readonly ownerUserId: UserId | undefined };

/** To whom an inbound message belongs: product.md, in its order. */
export function decideRoute({ quotedThread, threads, channelOwnerId }: RoutingFacts): Route {
  if (quotedThread !== undefined) return { kind: 'thread', thread: quotedThread };
  const lastSender = findLastSender(threads);
  if (lastSender !== undefined) return { kind: 'thread', thread: lastSender };
  return { kind: 'owner', ownerUserId: channelOwnerId };
}

/** The id decides where two sent in the same millisecond, so that the answer does not depend on the order of rows. */
function findLastSender(threads: readonly ThreadState[]): ThreadState | undefined {
  let last: ThreadState | undefined;
  for (const thread of threads) {
    if (thread.lastSentAt === undefined) continue;
    const isLater =
      last === undefined ||
      thread.lastSentAt > (last.lastSentAt ?? 0) ||
      (thread.lastSentAt === last.lastSentAt && thread.id > last.id);
    if (isLater) last = thread;
  }
  return last;
}
