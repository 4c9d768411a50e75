import { AppError } from '../../shared/domain/app-error.ts';
import { createSendOnce } from '../../shared/outbound/send-once.ts';
import type { OutboxStore } from '../../shared/outbound/outbox.ts';
import { type OutboxRunner, startOutboxRunner } from '../../shared/outbound/run-outbox.ts';
import type { RelayContext } from '../context.ts';
import { createPace } from './pace-sends.ts';
import { createRelayOutbox } from './relay-outbox.ts';

/** People written to at the same time: enough for Meta's pace at its usual answer time. */
const CONCURRENCY = 12;
/** How often we look for what another relay has left behind, in flight or waiting. */
const SWEEP_MS = 5_000;

/** Sends what waits for the company's number, with the runner and the judge that desktops use. */
export function startCompanySender(context: RelayContext): OutboxRunner {
  const { now, elapsed, logger, company } = context;
  const store = createCompanyOutbox(context);
  const pace = createPace({ now, steady: elapsed });
  const send = createSendOnce({
    // A job for a number that is no longer set up is refused with a sentence, not sent from another one.
    findClient(channelId) {
      const active = company.find();
      return channelId === active?.config.phoneNumberId ? active.graph : undefined;
    },
    random: Math.random,
  });
  const runner = startOutboxRunner({
    store: pace.pace(store),
    send: pace.watch(send),
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
      // A log that is out of reach says so itself, once.
      .catch((error: unknown) => isBug(error) && logger.error({ error }, 'The outbox could not be swept.'));
  }, SWEEP_MS);
  return {
    ...runner,
    stop() {
      clearInterval(sweep);
      return runner.stop();
    },
  };
}

/** The relay's outbox, counted, and closed while the number's token cannot be read. */
function createCompanyOutbox({ log, company, metrics }: RelayContext): OutboxStore {
  const store = createRelayOutbox(log);
  return {
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
  };
}

function isBug(error: unknown): boolean {
  return !(error instanceof AppError && error.retryable);
}
