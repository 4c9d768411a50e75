import type { RelayFrame } from '../../shared/protocol/frames.ts';

export type BatchFrame = Extract<RelayFrame, { type: 'batch' }>;

export type WaitingBatches = {
  add(batch: BatchFrame): void;
  /** The next ones in their order, to be applied as one; empty when they were all taken before. */
  take(head: number): readonly BatchFrame[];
  /** A new connection begins: the relay sends again what was not acknowledged. */
  clear(): void;
};

/**
 * How many entries are applied in one transaction. Each commit writes pages all over the file (ids are random), so fewer
 * commits are quicker; but whoever asks the database something waits for the end of the transaction. About half of what
 * the relay keeps on its way (relay/socket/stream-session.ts): the other half arrives meanwhile.
 */
const MAX_MERGED_EVENTS = 4_000;

/** Batches of the open connection that nobody has begun to apply. What piles up while one is applied is taken together. */
export function createWaitingBatches(): WaitingBatches {
  let waiting: BatchFrame[] = [];
  /** The first batch of a connection is applied alone, so that progress is seen at once. */
  let mayMerge = false;
  return {
    add: (batch) => void waiting.push(batch),
    take(head) {
      const count = mayMerge ? countMergeable(waiting, head) : 1;
      mayMerge = true;
      return waiting.splice(0, count);
    },
    clear() {
      waiting = [];
      mayMerge = false;
    },
  };
}

/** What was in the log before and what is live are told differently, so they are never one. */
function countMergeable(waiting: readonly BatchFrame[], head: number): number {
  const [first] = waiting;
  if (first === undefined) return 0;
  let eventCount = 0;
  const end = waiting.findIndex((batch, index) => {
    eventCount += batch.events.length;
    return index > 0 && (isCatchUp(batch, head) !== isCatchUp(first, head) || eventCount > MAX_MERGED_EVENTS);
  });
  return end === -1 ? waiting.length : end;
}

/** Whether the batch begins with what was in the log when the relay said welcome. */
export function isCatchUp(batch: Pick<BatchFrame, 'events' | 'cursor'>, head: number): boolean {
  return (batch.events[0]?.seq ?? batch.cursor) <= head;
}
