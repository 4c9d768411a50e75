import type { SimulatorClock } from '../clock.ts';
import type { Delivery, DeliveryLog } from './delivery-log.ts';
import { decideRetryDelay } from './retry-schedule.ts';
import { signBody } from './sign.ts';
import type { Transport, TransportAnswer } from './transport.ts';

export type SenderSettings = { readonly appSecret: string; concurrency: number; isPaused: boolean };

export type Sender = {
  /** Queues a body; resolves with the answer to its first attempt. Retries go on by themselves. */
  readonly enqueue: (url: string, body: Buffer, itemIds: readonly string[]) => Promise<TransportAnswer>;
  readonly resume: () => void;
  readonly pendingCount: () => number;
  readonly clear: () => void;
};

type Job = { readonly delivery: Delivery; readonly settle: (answer: TransportAnswer) => void };

const QUEUE_LIMIT = 200_000;
const NO_ANSWER: TransportAnswer = { status: 0, body: '', durationMs: 0 };

/** At-least-once, `concurrency` at a time, in order of queueing. Bounded: beyond 200,000 waiting bodies the oldest is given up. */
export function createSender(
  settings: SenderSettings,
  transport: Transport,
  clock: SimulatorClock,
  log: DeliveryLog,
): Sender {
  let queue: Job[] = [];
  let head = 0;
  let inFlight = 0;
  let epoch = 0;

  function push(job: Job): void {
    if (queue.length - head >= QUEUE_LIMIT) {
      const dropped = queue[head++];
      if (dropped !== undefined) giveUp(dropped);
    }
    queue.push(job);
    pump();
  }

  function pump(): void {
    while (!settings.isPaused && inFlight < settings.concurrency && head < queue.length) {
      const job = queue[head++];
      if (job === undefined) break;
      inFlight += 1;
      void attempt(job, epoch);
    }
    if (head > 10_000 || head === queue.length) {
      queue = queue.slice(head);
      head = 0;
    }
  }

  async function attempt(job: Job, attemptEpoch: number): Promise<void> {
    const { delivery } = job;
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'facebookexternalua',
      accept: '*/*',
      ...signBody(delivery.body, settings.appSecret),
    };
    const answer = await transport.post(delivery.url, delivery.body, headers);
    job.settle(answer);
    if (attemptEpoch !== epoch) return;
    inFlight -= 1;
    record(delivery, answer);
    if (answer.status !== 200) retry(job);
    pump();
  }

  function record(delivery: Delivery, answer: TransportAnswer): void {
    delivery.attempts += 1;
    delivery.lastStatus = answer.status;
    delivery.lastDurationMs = answer.durationMs;
    log.counts.attempts += 1;
    if (answer.status !== 200) return;
    delivery.acknowledgedAt = clock.now();
    log.counts.acknowledged += 1;
  }

  function retry(job: Job): void {
    const delayMs = decideRetryDelay(job.delivery.attempts, clock.elapsed() - job.delivery.createdAt);
    if (delayMs === undefined) giveUp(job);
    else if (delayMs === 0) push(job);
    else clock.after(delayMs, () => push(job));
  }

  function giveUp(job: Job): void {
    job.delivery.isGivenUp = true;
    log.counts.givenUp += 1;
    job.settle(NO_ANSWER);
  }

  return {
    enqueue: (url, body, itemIds) =>
      new Promise((resolve) =>
        push({ delivery: log.open(url, body, itemIds, clock.elapsed()), settle: resolve }),
      ),
    resume: pump,
    pendingCount: () => queue.length - head + inFlight,
    clear: () => {
      for (const job of queue.slice(head)) job.settle(NO_ANSWER);
      queue = [];
      head = 0;
      inFlight = 0;
      epoch += 1;
    },
  };
}
