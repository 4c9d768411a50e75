import { setTimeout as wait } from 'node:timers/promises';
import type { RelayContext } from '../context.ts';
import { trimHistory } from './trim-history.ts';

export type RetentionTiming = {
  /** After a start, when webhooks and desktops come back. */
  readonly firstMs: number;
  readonly everyMs: number;
};

const TIMING: RetentionTiming = { firstMs: 60_000, everyMs: 60 * 60_000 };
/** Between two steps, for whatever else wants to be written. */
const PAUSE_MS = 25;

/** Removes what is older than the agency keeps, soon after the start and then every hour, until it is stopped. */
export function startRetention(
  context: Pick<RelayContext, 'log' | 'media' | 'logger' | 'metrics' | 'now' | 'config'>,
  timing: Partial<RetentionTiming> = {},
): { stop(): Promise<void> } {
  const { retentionDays } = context.config;
  if (retentionDays === undefined) return { stop: () => Promise.resolve() };
  const days = retentionDays;
  const { firstMs, everyMs } = { ...TIMING, ...timing };
  const { logger, metrics } = context;
  const stopping = new AbortController();
  const pause = () => wait(PAUSE_MS, true, { signal: stopping.signal }).catch(() => false);
  let trimming: Promise<void> = Promise.resolve();
  let timer = plan(firstMs);

  async function trim(): Promise<void> {
    const { horizon, removed } = await trimHistory(context, days, pause);
    metrics.noteTrimmed(removed);
    if (removed > 0) logger.info({ removed, horizon }, 'old messages removed');
  }

  function plan(afterMs: number): NodeJS.Timeout {
    return setTimeout(() => {
      trimming = trim()
        .catch((error: unknown) => logger.error({ error }, 'old messages not removed'))
        .finally(() => {
          if (!stopping.signal.aborted) timer = plan(everyMs);
        });
    }, afterMs).unref();
  }

  return {
    stop() {
      stopping.abort();
      clearTimeout(timer);
      return trimming;
    },
  };
}
