import { AppError } from '../../shared/domain/app-error.ts';
import type { RelayContext } from '../context.ts';
import type { LogTransaction } from '../log/relay-log.ts';
import { applyChanges } from './apply-changes.ts';
import { gather } from './gather.ts';
import { type Delivery, planDeliveries } from './plan-items.ts';

export type IngestQueue = {
  /**
   * Resolves when everything in the delivery, which came in a body of so many bytes, is on the disk. Rejects if that
   * failed, or at once when too much waits.
   */
  ingest(delivery: Delivery, bytes: number): Promise<void>;
  /** What waits for its commit. */
  readonly held: { readonly count: number; readonly bytes: number };
  /** Too much waits: whoever asks now need not even send the body. */
  isFull(): boolean;
};

type Waiting = {
  readonly delivery: Delivery;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};

/** Bound the memory that unanswered webhooks hold, also while they are written; Meta delivers again what we turn away. */
const MAX_HELD = 5_000;
const MAX_HELD_BYTES = 64 * 1024 * 1024;
/** One transaction plans at most this many deliveries together. */
const MAX_GROUP = 1_000;

/**
 * Webhooks on their way into the log. What arrives while a commit runs shares the next one and is planned together.
 * Where a group cannot be committed, each of its deliveries gets a chance of its own, unless the log cannot be reached:
 * then all of them hear at once that Meta must keep them.
 */
export function createIngestQueue(
  { log, logger, metrics, elapsed }: Pick<RelayContext, 'log' | 'logger' | 'metrics' | 'elapsed'>,
  maxHeld = MAX_HELD,
): IngestQueue {
  const onBug = (error: unknown) => logger.error({ error }, 'webhook item could not be planned');
  const waiting: Waiting[] = [];
  const held = { count: 0, bytes: 0 };
  let isScheduled = false;
  const isFull = () => held.count >= maxHeld || held.bytes >= MAX_HELD_BYTES;

  /** One transaction for what waits now and what joins until it begins. While it is flushed, the next one is planned. */
  async function run(): Promise<void> {
    let group: readonly Waiting[] = [];
    const takeGroup = () => {
      group = waiting.splice(0, MAX_GROUP);
      isScheduled = false;
      if (waiting.length > 0) schedule();
    };
    try {
      await write(() => {
        if (group.length === 0) takeGroup();
        return group;
      });
      for (const { resolve } of group) resolve();
    } catch (error) {
      // A log that is closed takes no work, and so no group.
      if (group.length === 0) {
        isScheduled = false;
        group = waiting.splice(0);
      }
      await ingestAlone(group, error);
    }
  }

  function schedule(): void {
    isScheduled = true;
    void run();
  }

  async function ingestAlone(group: readonly Waiting[], reason: unknown): Promise<void> {
    const isHopeless = group.length === 1 || (reason instanceof AppError && reason.retryable);
    if (isHopeless) return group.forEach((one) => one.reject(reason));
    for (const one of group) {
      await write(() => [one]).then(one.resolve, one.reject);
    }
  }

  /** One transaction for the deliveries of the group that `takeGroup` names when it has begun. */
  async function write(takeGroup: () => readonly Waiting[]): Promise<void> {
    const { beganAt, ...written } = await log.write(async (transaction) => {
      const began = elapsed();
      const deliveries = takeGroup().map(({ delivery }) => delivery);
      return { beganAt: began, ...(await writeDeliveries(transaction, deliveries)) };
    });
    metrics.noteCommit({ ...written, seconds: (elapsed() - beganAt) / 1_000 });
  }

  async function writeDeliveries(transaction: LogTransaction, deliveries: readonly Delivery[]) {
    const items = deliveries.flatMap((delivery) => delivery.items);
    const set = await gather(transaction, items);
    planDeliveries(set, deliveries, onBug);
    await applyChanges(transaction, set);
    const { duplicates } = set.tally;
    return { webhooks: deliveries.length, items: items.map(({ kind }) => kind), duplicates };
  }

  function wait(delivery: Delivery): Promise<void> {
    return new Promise((resolve, reject) => {
      waiting.push({ delivery, resolve, reject });
      if (!isScheduled) schedule();
    });
  }

  return {
    held,
    isFull,
    async ingest(delivery, bytes) {
      if (isFull()) {
        throw new AppError('database', 'Too many webhooks wait to be written.', { retryable: true });
      }
      held.count += 1;
      held.bytes += bytes;
      try {
        await wait(delivery);
      } finally {
        held.count -= 1;
        held.bytes -= bytes;
      }
    },
  };
}
