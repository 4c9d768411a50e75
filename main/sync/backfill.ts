import { AppError } from '../../shared/domain/app-error.ts';
import { eventsResponseSchema } from '../../shared/protocol/http.ts';
import type { RawEvent } from '../../shared/protocol/events.ts';
import type { Backfill } from '../db/backfills.ts';
import type { Log } from '../log.ts';
import { decideBackoffMs } from './backoff.ts';
import type { RelayHttp } from './relay-http.ts';

/** A page of older entries, and where its job stands when it has been applied. */
export type BackfillPage = Pick<Backfill, 'id' | 'generation'> & {
  readonly events: RawEvent[];
  readonly cursor: number;
};

export type Backfiller = {
  /** There may be something to fetch. */
  wake(): void;
  stop(): Promise<void>;
};

const PAGE = 1_000;

/**
 * Fetches what is older in conversations that this user has gained. Each page is one transaction with its job's place,
 * so that a crash costs a page that is asked for again.
 */
export function startBackfiller(options: {
  readonly findJob: () => Promise<Backfill | undefined>;
  /** Commits the page, unless its job has changed since. */
  readonly apply: (page: BackfillPage) => Promise<void>;
  readonly relay: RelayHttp;
  readonly random: () => number;
  readonly log: Log;
}): Backfiller {
  let isStopped = false;
  let attempt = 0;
  let isWoken = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  const wake = () => {
    clearTimeout(timer);
    isWoken = true;
    if (isStopped || running !== undefined) return;
    running = drain().finally(() => {
      running = undefined;
    });
  };

  const drain = async () => {
    try {
      let hasMore = true;
      while (hasMore) {
        isWoken = false;
        const hasFetched = await fetchPage(options);
        hasMore = (hasFetched || isWoken) && !isStopped;
        attempt = 0;
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      options.log.warn('older entries could not be fetched', { code: error.code });
      timer = setTimeout(wake, decideBackoffMs(attempt, options.random));
      attempt += 1;
    }
  };

  wake();
  return {
    wake,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** Answers whether there may be more. */
async function fetchPage({
  findJob,
  apply,
  relay,
}: Pick<Parameters<typeof startBackfiller>[0], 'findJob' | 'apply' | 'relay'>): Promise<boolean> {
  const job = await findJob();
  if (job === undefined) return false;
  const { events, cursor } = await relay.request({
    method: 'POST',
    path: '/v1/events/backfill',
    body: { ...job.request, limit: PAGE },
    answer: eventsResponseSchema,
  });
  if (cursor <= job.request.after) {
    throw new AppError('relay-refused', 'The relay does not get on with older entries.', { retryable: true });
  }
  await apply({ id: job.id, generation: job.generation, events, cursor });
  return true;
}
