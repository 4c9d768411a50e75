import type { OutboxStore, SendOnce } from '../../shared/outbound/outbox.ts';
import { type OutboxRunner, startOutboxRunner } from '../../shared/outbound/run-outbox.ts';
import { createSendOnce } from '../../shared/outbound/send-once.ts';
import type { GraphClient } from '../../shared/whatsapp/graph-client.ts';
import type { Database } from '../db/client.ts';
import type { Settled } from '../db/outbox.ts';
import type { Log } from '../log.ts';
import { type RelayRequest, handToRelay } from './company-send.ts';

/**
 * Sends what is due: on the user's own number by calling Meta, on the company channel through the relay. Every outcome
 * is committed before the window hears of it.
 */
export function startOutbox(options: {
  readonly db: Database;
  readonly requestRelay: RelayRequest;
  readonly findOwnClient: () => Promise<GraphClient | undefined>;
  /** Nothing is sent while this is so; what waits is kept. A wake tells that it is over. */
  readonly isHeld: () => boolean;
  readonly onSettled: (settled: Pick<Settled, 'changes' | 'mustPublish'>) => void;
  readonly now: () => number;
  readonly random: () => number;
  readonly log: Log;
}): OutboxRunner {
  const { db } = options;
  const sendOwn = createSendOnce({ findClient: options.findOwnClient, random: options.random });
  const send: SendOnce = async (job, attempts) => {
    const message = await db.findCompanyMessage({ messageId: job.messageId });
    return message === undefined
      ? sendOwn(job, attempts)
      : handToRelay(options.requestRelay, message, job, attempts);
  };
  const store: OutboxStore = {
    // The window is looked at as late as possible: it may have ended while there was no line.
    async takeDue(now) {
      if (options.isHeld()) return undefined;
      const judged = await db.judgeWindows({ now });
      if (judged !== undefined) options.onSettled(judged);
      return db.takeDue({ now });
    },
    async settle(messageId, verdict, now) {
      options.onSettled(await db.settle({ messageId, verdict, now }));
    },
    findNextDueAt: async () => (options.isHeld() ? undefined : db.findNextDueAt()),
    recoverInFlight: (now) => db.recoverInFlight({ now }),
  };
  return startOutboxRunner({
    store,
    send,
    now: options.now,
    setTimer(callback, afterMs) {
      const timer = setTimeout(callback, afterMs);
      return () => clearTimeout(timer);
    },
    log: (fact, error) => options.log.error(fact, { message: String(error) }),
  });
}
