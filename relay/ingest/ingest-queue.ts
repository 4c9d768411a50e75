import { AppError } from '../../shared/domain/app-error.ts';
import type { RelayLog } from '../log/relay-log.ts';
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
 * Where a group cannot be committed, each of its deliveries gets a chance of its own.
 */
export function createIngestQueue(
  log: RelayLog,
  onBug: (error: unknown) => void,
  maxWaiting = MAX_WAITING,
): IngestQueue {
  let waiting: Waiting[] = [];
  let isRunning = false;

  async function run(): Promise<void> {
    // After the poll phase: every request whose bytes are already here joins this group.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const group = waiting.splice(0, MAX_GROUP);
      await ingestGroup(group);
    }
    isRunning = false;
  }

  async function ingestGroup(group: readonly Waiting[]): Promise<void> {
    try {
      await writeDeliveries(group.map(({ delivery }) => delivery));
      for (const { resolve } of group) resolve();
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error);
      else for (const one of group) await ingestGroup([one]);
    }
  }

  function writeDeliveries(deliveries: readonly Delivery[]): Promise<void> {
    return log.write(async (transaction) => {
      const items = deliveries.flatMap((delivery) => delivery.items);
      const set = await gather(transaction, items);
      planDeliveries(set, deliveries, onBug);
      await applyChanges(transaction, set);
    });
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
