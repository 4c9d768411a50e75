import { createSendOnce } from '../../shared/outbound/send-once.ts';
import { type OutboxRunner, startOutboxRunner } from '../../shared/outbound/run-outbox.ts';
import type { RelayContext } from '../context.ts';
import { createRelayOutbox } from './relay-outbox.ts';

/** People written to at the same time: with Meta's usual answer time this stays below its 80 messages a second. */
const CONCURRENCY = 12;
/** How often we look for what another relay has left behind, in flight or waiting. */
const SWEEP_MS = 5_000;

/** Sends what waits for the company's number, with the runner and the judge that desktops use. */
export function startCompanySender({ log, now, logger, company, metrics }: RelayContext): OutboxRunner {
  const store = createRelayOutbox(log);
  const runner = startOutboxRunner({
    store: {
      ...store,
      // What waits for a token that cannot be read is not lost: it waits for whoever mends it.
      takeDue: async (at) => (company.describe()?.problem === undefined ? store.takeDue(at) : undefined),
      async settle(messageId, verdict, at) {
        await store.settle(messageId, verdict, at);
        metrics.noteSend(verdict.kind);
      },
      async recoverInFlight(at) {
        const recovered = await store.recoverInFlight(at);
        for (let noted = 0; noted < recovered; noted += 1) metrics.noteSend('unknown');
        return recovered;
      },
    },
    // A job for a number that is no longer set up is refused with a sentence, not sent from another one.
    send: createSendOnce({
      findClient(channelId) {
        const active = company.find();
        return channelId === active?.config.phoneNumberId ? active.graph : undefined;
      },
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
  company.onChanged(() => runner.wake());
  const sweep = setInterval(() => {
    store
      .recoverInFlight(now())
      .then(() => runner.wake())
      .catch((error: unknown) => logger.error({ error }, 'The outbox could not be swept.'));
  }, SWEEP_MS);
  return {
    ...runner,
    stop() {
      clearInterval(sweep);
      return runner.stop();
    },
  };
}
