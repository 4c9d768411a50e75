import { AppError } from '../../shared/domain/app-error.ts';
import type { LogTransaction, RelayLog } from '../log/relay-log.ts';
import { applyChanges } from './apply-changes.ts';
import { gather } from './gather.ts';
import { type Delivery, planDeliveries } from './plan-items.ts';

export type IngestQueue = {
  /** Resolves when everything in the delivery is on the disk. Rejects if that failed, or at once when too many wait. */
  ingest(delivery: Delivery): Promise<void>;
};

type Waiting = {
  readonly delivery: Delivery;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};

/** Bounds the memory that unanswered webhooks hold; Meta delivers again what we turn away. */
const MAX_WAITING = 5_000;
/** One transaction plans at most this many deliveries together. */
const MAX_GROUP = 1_000;

/**
 * Webhooks on their way into the log. What arrives while a commit runs shares the next one and is planned together.
 * Where a group cannot be committed, each of its deliveries gets a chance of its own, unless the log cannot be reached:
 * then all of them hear at once that Meta must keep them.
 */
export function createIngestQueue(
  log: RelayLog,
  onBug: (error: unknown) => void,
  maxWaiting = MAX_WAITING,
): IngestQueue {
  const waiting: Waiting[] = [];
  let isRunning = false;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      let group: readonly Waiting[] = [];
      try {
        await log.write((transaction) => {
          // Not before the transaction has begun: what arrived until then still joins.
          group = waiting.splice(0, MAX_GROUP);
          return writeDeliveries(transaction, group);
        });
        for (const { resolve } of group) resolve();
      } catch (error) {
        // A log that is closed takes no work, and so no group.
        await ingestAlone(group.length === 0 ? waiting.splice(0) : group, error);
      }
    }
    isRunning = false;
  }

  async function ingestAlone(group: readonly Waiting[], reason: unknown): Promise<void> {
    const isHopeless = group.length === 1 || (reason instanceof AppError && reason.retryable);
    if (isHopeless) return group.forEach((one) => one.reject(reason));
    for (const one of group) {
      await log.write((transaction) => writeDeliveries(transaction, [one])).then(one.resolve, one.reject);
    }
  }

  async function writeDeliveries(transaction: LogTransaction, group: readonly Waiting[]): Promise<void> {
    const deliveries = group.map(({ delivery }) => delivery);
    const items = deliveries.flatMap((delivery) => delivery.items);
    const set = await gather(transaction, items);
    planDeliveries(set, deliveries, onBug);
    await applyChanges(transaction, set);
  }

  return {
    ingest(delivery) {
      if (waiting.length >= maxWaiting) {
        return Promise.reject(
          new AppError('database', 'Too many webhooks wait to be written.', { retryable: true }),
        );
      }
      return new Promise((resolve, reject) => {
        waiting.push({ delivery, resolve, reject });
        if (isRunning) return;
        isRunning = true;
        void run();
      });
    },
  };
}
