import { createSendOnce } from '../../shared/outbound/send-once.ts';
import { type OutboxRunner, startOutboxRunner } from '../../shared/outbound/run-outbox.ts';
import type { GraphClient } from '../../shared/whatsapp/graph-client.ts';
import type { RelayContext } from '../context.ts';
import { createRelayOutbox } from './relay-outbox.ts';

/** People written to at the same time: with Meta's usual answer time this stays below its 80 messages a second. */
const CONCURRENCY = 12;

/** Sends what waits for the company's number, with the runner and the judge that desktops use. */
export function startCompanySender(
  { log, now, logger, config }: RelayContext,
  graph: GraphClient | undefined,
): OutboxRunner {
  return startOutboxRunner({
    store: createRelayOutbox(log),
    // A job for a number that is no longer configured is refused with a sentence, not sent from another one.
    send: createSendOnce({
      findClient: (channelId) => (channelId === config.company?.phoneNumberId ? graph : undefined),
      random: Math.random,
    }),
    now,
    setTimer(callback, afterMs) {
      const timer = setTimeout(callback, afterMs);
      return () => clearTimeout(timer);
    },
    log: (fact, error) => logger.error({ error }, fact),
    concurrency: CONCURRENCY,
  });
}
