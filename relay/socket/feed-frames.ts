import type { UserId } from '../../shared/domain/ids.ts';
import { renderEntries } from '../access/render-entries.ts';
import { ADDRESSED_KINDS, type Sight } from '../access/sight.ts';
import type { SightBook } from '../access/sight-book.ts';
import type { FeedPage, RelayLog } from '../log/relay-log.ts';

/** What goes into one batch: small enough that a slow line shows progress, large enough for a long catch-up. */
const BATCH_LIMITS = { maxEvents: 500, maxBytes: 1_000_000 };
/** Pages kept for sockets that stand at the same place; after every commit that is nearly all of them. */
const MAX_PAGES = 16;

/**
 * The bytes are the same ones for all sockets that see the same: five hundred that catch up together hold one copy.
 * `json` is undefined when all of it is hidden from this reader: only the cursor moves.
 */
export type BatchFrame = {
  readonly json: Buffer | undefined;
  readonly cursor: number;
  readonly head: number;
};

export type FeedFrames = {
  /** The next batch for this user after this place; undefined when there is nothing. */
  read(after: number, userId: UserId): Promise<BatchFrame | undefined>;
  /** The log has grown. */
  forget(): void;
};

type Page = { readonly page: FeedPage; readonly frames: Map<string, BatchFrame> };

/** Batches as text, read once for all sockets at the same place, and written once for all who see the same. */
export function createFeedFrames(log: Pick<RelayLog, 'readFeed'>, sights: SightBook): FeedFrames {
  const pages = new Map<number, Promise<Page>>();

  function readPage(after: number): Promise<Page> {
    const known = pages.get(after);
    if (known !== undefined) return known;
    if (pages.size >= MAX_PAGES) pages.clear();
    const reading = log.readFeed(after, BATCH_LIMITS).then((page) => ({ page, frames: new Map() }));
    // A failed read must not be answered again to the next reader.
    reading.catch(() => pages.delete(after));
    pages.set(after, reading);
    return reading;
  }

  return {
    async read(after, userId) {
      const { page, frames } = await readPage(after);
      if (page.cursor <= after) return undefined;
      const sight = await sights.find(userId, page);
      const key = nameView(sight, page);
      let frame = frames.get(key);
      if (frame === undefined) {
        frame = toFrame(page, sight);
        frames.set(key, frame);
      }
      return frame;
    },
    forget: () => pages.clear(),
  };
}

/** The same for all readers who are shown the same of this page. */
function nameView(sight: Sight, { entries }: FeedPage): string {
  const isAddressed = entries.some(
    ({ kind, ownerUserId }) => ADDRESSED_KINDS.has(kind) && ownerUserId === sight.userId,
  );
  if (sight.others === 'everyone') return isAddressed ? sight.userId : 'everyone';
  if (isAddressed) return sight.userId;
  return [...sight.others, sight.userId].sort().join(' ');
}

function toFrame({ entries, cursor, head }: FeedPage, sight: Sight): BatchFrame {
  const events = renderEntries(entries, sight);
  // Colleagues' traffic, which most readers do not see, should not cost every desktop a commit; nor their read marks.
  const isHidden = events.length === 0 && entries.length > 0;
  if (isHidden) return { json: undefined, cursor, head };
  return { json: writeBatch(events, cursor, head), cursor, head };
}

/** A batch without entries also has a meaning: the cursor passed what is not for this reader. */
export function writeBatch(events: readonly string[], cursor: number, head: number): Buffer {
  return Buffer.from(`{"type":"batch","events":[${events.join(',')}],"cursor":${cursor},"head":${head}}`);
}
