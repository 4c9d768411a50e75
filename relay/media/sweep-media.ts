import type { RelayContext } from '../context.ts';
import { type MediaState, indexedState } from '../log/media-log.ts';
import { end } from './decide-next.ts';
import type { MediaStore } from './media-store.ts';
import { saveChangedMedia } from './save-media.ts';

/** How long files are kept, and how many bytes of them. Undefined: without end. */
export type MediaRetention = { readonly days: number | undefined; readonly bytes: number | undefined };

type SweepContext = Pick<RelayContext, 'log' | 'logger' | 'now'>;

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const PAGE = 200;
/** An object that no file names may be one whose file is being written down. */
const ORPHAN_MS = HOUR_MS;

/** Lets go of files that are too old, then of the oldest while there are too many bytes, then of what a crash left. */
export async function sweepMedia(
  context: SweepContext,
  store: MediaStore,
  retention: MediaRetention,
): Promise<void> {
  await removeOld(context, store, retention);
  await removeSurplus(context, store, retention);
  await removeOrphans(context, store);
}

async function removeOld(context: SweepContext, store: MediaStore, { days }: MediaRetention): Promise<void> {
  if (days === undefined) return;
  const before = context.now() - days * DAY_MS;
  for (;;) {
    const page = await context.log.listReadyMedia(PAGE);
    const old = page.filter((media) => media.receivedAt < before);
    for (const media of old) await remove(context, store, media, `The relay keeps files for ${days} days.`);
    if (old.length < PAGE) return;
  }
}

async function removeSurplus(
  context: SweepContext,
  store: MediaStore,
  { bytes: budget }: MediaRetention,
): Promise<void> {
  if (budget === undefined) return;
  let surplus = (await context.log.measureMedia()) - budget;
  while (surplus > 0) {
    const page = await context.log.listReadyMedia(PAGE);
    if (page.length === 0) return;
    for (const media of page) {
      if (surplus <= 0) return;
      await remove(context, store, media, 'The relay has no more room for older files.');
      surplus -= media.file.size ?? 0;
    }
  }
}

/** First the word, then the bytes: a crash between the two leaves an orphan, never a promise that cannot be kept. */
async function remove(
  { log, now }: SweepContext,
  store: MediaStore,
  { file: { messageId } }: MediaState,
  problem: string,
): Promise<void> {
  const objectId = await log.write(async (transaction) => {
    const media = await transaction.findMedia(messageId);
    // Filed on a record since it was listed: it stays.
    if (media?.objectId === undefined || indexedState(media) === 'kept') return undefined;
    await saveChangedMedia(transaction, end(media, 'expired', problem, now()));
    return media.objectId;
  });
  if (objectId !== undefined) await store.delete(objectId);
}

async function removeOrphans({ log, now }: SweepContext, store: MediaStore): Promise<void> {
  let page: string[] = [];
  const removePage = async () => {
    const known = await log.findMediaObjects(page);
    for (const objectId of page) if (!known.has(objectId)) await store.delete(objectId);
    page = [];
  };
  for await (const objectId of store.listOlderThan(now() - ORPHAN_MS)) {
    page.push(objectId);
    if (page.length >= PAGE) await removePage();
  }
  await removePage();
}

/** Sweeps soon after the start and then every hour, until it is stopped. */
export function startMediaSweeper(
  context: SweepContext,
  store: MediaStore,
  retention: MediaRetention,
): { stop(): Promise<void> } {
  let sweeping: Promise<void> = Promise.resolve();
  let isStopped = false;
  let timer = plan(HOUR_MS / 60);

  function plan(afterMs: number): NodeJS.Timeout {
    return setTimeout(() => {
      sweeping = sweepMedia(context, store, retention)
        .catch((error: unknown) => context.logger.error({ error }, 'files not swept'))
        .finally(() => {
          if (!isStopped) timer = plan(HOUR_MS);
        });
    }, afterMs).unref();
  }

  return {
    stop() {
      isStopped = true;
      clearTimeout(timer);
      return sweeping;
    },
  };
}
