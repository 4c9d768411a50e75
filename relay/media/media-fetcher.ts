import type { RelayContext } from '../context.ts';
import type { MediaState } from '../log/media-log.ts';
import type { LogTransaction } from '../log/relay-log.ts';
import { decideNext } from './decide-next.ts';
import { type Fetched, fetchMedia } from './fetch-media.ts';
import type { MediaStore } from './media-store.ts';
import { saveChangedMedia } from './save-media.ts';

export type MediaFetcher = {
  /** Ends what is under way: it is fetched again later. */
  stop(): Promise<void>;
};

/** Files at the same time. */
const CONCURRENCY = 4;
/** A relay that dies while it fetches holds the file up for so long; one that lives renews its claim. */
const CLAIM_MS = 60_000;
const RENEW_MS = 20_000;
/** How soon a file that came with a webhook is looked for, and how often at most the log is asked. */
const LOOK_MS = 50;
const LONGEST_PAUSE_MS = 60_000;
/** After a failure of the log. */
const RETRY_MS = 5_000;

/** Fetches the files of the company's number, sent and received, as soon as their messages are in the log, until it is stopped. */
export function startMediaFetcher(context: RelayContext, store: MediaStore): MediaFetcher {
  const { log, logger, now } = context;
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let dueAt = Number.POSITIVE_INFINITY;
  let filling: Promise<void> | undefined;

  /** Looks at the log after so long, or earlier if that was planned. By a clock that never jumps, as timers do. */
  function plan(afterMs: number): void {
    const at = performance.now() + afterMs;
    if (stopping.signal.aborted || at >= dueAt) return;
    clearTimeout(timer);
    dueAt = at;
    timer = setTimeout(() => {
      dueAt = Number.POSITIVE_INFINITY;
      filling = (filling ?? Promise.resolve()).then(fill).catch(report);
    }, afterMs);
  }

  function report(error: unknown): void {
    logger.error({ error }, 'files could not be looked for');
    plan(RETRY_MS);
  }

  async function fill(): Promise<void> {
    while (running.size < CONCURRENCY && !stopping.signal.aborted) {
      const next = await log.findNextMediaDueAt();
      if (next === undefined) return;
      if (next > now()) return plan(Math.min(next - now(), LONGEST_PAUSE_MS));
      const media = await log.write((transaction) => transaction.claimMedia(now(), now() + CLAIM_MS));
      if (media === undefined) continue;
      const work: Promise<void> = fetchOne(media).finally(() => {
        running.delete(work);
        plan(0);
      });
      running.add(work);
    }
  }

  async function fetchOne(media: MediaState): Promise<void> {
    const renewal = setInterval(() => void renew(media).catch(report), RENEW_MS);
    try {
      const fetched = await attempt(media);
      const isKept = await log.write((transaction) => settle(context, transaction, media, fetched));
      if (!isKept && fetched.kind === 'ready') await store.delete(fetched.objectId);
    } catch (error) {
      // Stopped: the claim runs out, and the file is fetched after the next start.
      if (!stopping.signal.aborted) report(error);
    } finally {
      clearInterval(renewal);
    }
  }

  async function attempt(media: MediaState): Promise<Fetched> {
    const active = context.company.find();
    if (active?.config.phoneNumberId !== media.file.channelId) {
      return { kind: 'try-later', problem: 'The relay has no access to the WhatsApp number of this file.' };
    }
    return fetchMedia(media, { active, store, now, signal: stopping.signal });
  }

  function renew({ file }: MediaState): Promise<void> {
    return log.write(async (transaction) => {
      const present = await transaction.findMedia(file.messageId);
      if (present?.file.state !== 'waiting') return;
      await transaction.saveMedia([{ ...present, dueAt: now() + CLAIM_MS }]);
    });
  }

  const stopListening = log.onAppended(() => plan(LOOK_MS));
  plan(0);
  return {
    async stop() {
      stopListening();
      stopping.abort();
      clearTimeout(timer);
      await filling;
      await Promise.all(running);
    },
  };
}

/** Writes down what became of a file. False when another relay was faster, so that nothing is kept twice. */
async function settle(
  { now }: RelayContext,
  transaction: LogTransaction,
  media: MediaState,
  fetched: Fetched,
): Promise<boolean> {
  const present = await transaction.findMedia(media.file.messageId);
  if (present?.file.state !== 'waiting') return false;
  await saveChangedMedia(transaction, decideNext(media, fetched, now(), Math.random));
  return true;
}
