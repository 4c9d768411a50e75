import type { MessageId } from '../../shared/domain/ids.ts';
import type { Database } from '../db/client.ts';
import type { Changes } from '../db/change-tracker.ts';
import type { MediaJob } from '../db/local-media.ts';
import type { Log } from '../log.ts';
import { decideOutcome } from './decide-outcome.ts';
import { fetchMedia } from './fetch-media.ts';
import { createFileKey } from './media-cipher.ts';
import type { MediaSource } from './media-source.ts';
import type { MediaVault } from './media-vault.ts';

export type MediaFetcher = {
  /** There may be something to fetch. */
  wake(): void;
  /** Ends what is under way; what has been written is continued later. */
  stop(): Promise<void>;
};

type Options = {
  readonly db: Database;
  readonly vault: MediaVault;
  readonly sources: Readonly<Record<MediaJob['source'], MediaSource>>;
  /** How many bytes may be here. */
  readonly budgetBytes: number;
  readonly createId: () => string;
  readonly now: () => number;
  readonly random: () => number;
  readonly onChanges: (changes: Changes) => void;
  readonly onProgress: (messageId: MessageId, received: number, total: number | undefined) => void;
  readonly log: Log;
};

/** Files at the same time. */
const CONCURRENCY = 3;
/** What came before this is fetched when somebody asks for it: a new desktop does not copy the relay. */
const BY_ITSELF_MS = 30 * 24 * 60 * 60_000;
const LONGEST_TIMER_MS = 60_000;
/** The window hears so often of the same file. */
const PROGRESS_MS = 150;

/** Fetches the files of messages as soon as their messages are here, until it is stopped. */
export function startMediaFetcher(options: Options): MediaFetcher {
  const { db, now } = options;
  const stopping = new AbortController();
  const running = new Map<MessageId, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let filling: Promise<void> | undefined;
  let isWoken = false;

  const wake = () => {
    isWoken = true;
    if (stopping.signal.aborted || filling !== undefined) return;
    filling = fill()
      .catch((error: unknown) =>
        options.log.error('files could not be looked for', { message: String(error) }),
      )
      .finally(() => {
        filling = undefined;
        // Woken after the last look, while the next time was being asked for.
        if (isWoken) wake();
      });
  };

  async function fill(): Promise<void> {
    clearTimeout(timer);
    while (isWoken) {
      isWoken = false;
      const aside = await db.setOldMediaAside({ before: now() - BY_ITSELF_MS });
      if (aside.messages.length > 0 || aside.isEverything) options.onChanges(aside);
      await startDue();
    }
    const dueAt = await db.findNextMediaDueAt({ now: now() });
    if (dueAt === undefined || stopping.signal.aborted) return;
    timer = setTimeout(wake, Math.min(Math.max(dueAt - now(), 0), LONGEST_TIMER_MS));
  }

  async function startDue(): Promise<void> {
    while (running.size < CONCURRENCY && !stopping.signal.aborted) {
      const job = await db.findNextMedia({ now: now(), running: [...running.keys()] });
      if (job === undefined) return;
      const work = run(job)
        .catch((error: unknown) => {
          if (!stopping.signal.aborted)
            options.log.error('a file was not fetched', { message: String(error) });
        })
        .finally(() => {
          running.delete(job.messageId);
          wake();
        });
      running.set(job.messageId, work);
    }
  }

  async function run(job: MediaJob): Promise<void> {
    const { messageId } = job;
    const object = job.object ?? { objectId: options.createId(), fileKey: createFileKey() };
    if (job.object === undefined) await db.beginMedia({ messageId, ...object });
    let toldAt = Number.NEGATIVE_INFINITY;
    const fetched = await fetchMedia(job, object, {
      vault: options.vault,
      source: options.sources[job.source],
      signal: stopping.signal,
      onProgress(received, total) {
        if (performance.now() - toldAt < PROGRESS_MS) return;
        toldAt = performance.now();
        options.onProgress(messageId, received, total);
      },
    });
    const outcome = decideOutcome(job, fetched, now(), options.random);
    const changes = await db.settleMedia({ messageId, outcome, now: now() });
    const { objectIds, changes: evicted } = await db.evictMedia({ budget: options.budgetBytes });
    for (const objectId of objectIds) await options.vault.delete(objectId);
    options.onChanges(changes);
    if (objectIds.length > 0) options.onChanges(evicted);
  }

  wake();
  return {
    wake,
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await filling;
      await Promise.all(running.values());
    },
  };
}
