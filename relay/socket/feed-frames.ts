import type { FeedPage, RelayLog } from '../log/relay-log.ts';

/** What goes into one batch: small enough that a slow line shows progress, large enough for a long catch-up. */
const BATCH_LIMITS = { maxEvents: 500, maxBytes: 1_000_000 };
/** Pages kept for sockets that stand at the same place; after every commit that is nearly all of them. */
const MAX_PAGES = 16;

export type BatchFrame = { readonly json: string; readonly cursor: number };

export type FeedFrames = {
  /** The next batch after this place; undefined when there is nothing. */
  read(after: number): Promise<BatchFrame | undefined>;
  /** The log has grown. */
  forget(): void;
};

/** Batches as text, read and serialised once for all sockets that stand at the same place. */
export function createFeedFrames(log: Pick<RelayLog, 'readFeed'>): FeedFrames {
  const pages = new Map<number, Promise<BatchFrame | undefined>>();
  return {
    read(after) {
      const known = pages.get(after);
      if (known !== undefined) return known;
      if (pages.size >= MAX_PAGES) pages.clear();
      const page = log.readFeed(after, BATCH_LIMITS).then((read) => toFrame(read, after));
      // A failed read must not be answered again to the next reader.
      page.catch(() => pages.delete(after));
      pages.set(after, page);
      return page;
    },
    forget: () => pages.clear(),
  };
}

/** An empty batch also has a meaning: the cursor passed entries that are not for desktops. */
function toFrame({ events, cursor, head }: FeedPage, after: number): BatchFrame | undefined {
  if (cursor <= after) return undefined;
  return {
    json: `{"type":"batch","events":[${events.join(',')}],"cursor":${cursor},"head":${head}}`,
    cursor,
  };
}
