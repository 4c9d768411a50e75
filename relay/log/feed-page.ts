import type { ConversationId, UserId } from '../../shared/domain/ids.ts';
import { readOwners } from './owners-column.ts';
import type { FeedEntry, FeedLimits, FeedPage } from './relay-log.ts';

/** An entry as both engines read it. Bodies are passed through as text: nothing is parsed on the way out. */
export type FeedRow = {
  readonly seq: number;
  readonly id: string;
  readonly kind: string;
  readonly at: number;
  readonly body: string;
  readonly owner_user_id: string | null;
  readonly thread_id: string | null;
  readonly thread_owner: string | null;
  readonly former_owners: string | null;
  readonly person_owners: string | null;
};

/**
 * How many entries one look for the entries of a conversation passes: some milliseconds. They are looked for along the
 * log, because an index by conversation would cost every webhook a write to a random place, and this is asked rarely.
 */
export const CONVERSATION_WINDOW = 20_000;

/** Takes rows until the page is full; `end` is the cursor of a page that holds them all. */
export function fillPage(
  rows: Iterable<FeedRow>,
  limits: FeedLimits,
  end: number,
): Pick<FeedPage, 'entries' | 'cursor'> {
  const entries: FeedEntry[] = [];
  let bytes = 0;
  for (const row of rows) {
    const entry = toFeedEntry(row);
    bytes += entry.json.length;
    const isFull = entries.length === limits.maxEvents || (entries.length > 0 && bytes > limits.maxBytes);
    if (isFull) return { entries, cursor: row.seq - 1 };
    entries.push(entry);
  }
  return { entries, cursor: end };
}

/* The casts bring back the brands of values that only our writers stored. */
function toFeedEntry(row: FeedRow): FeedEntry {
  const { seq, id, kind, at, body } = row;
  return {
    seq,
    kind,
    at,
    json: `{"seq":${seq},"id":${JSON.stringify(id)},"kind":${JSON.stringify(kind)},"at":${at},"body":${body}}`,
    ownerUserId: (row.owner_user_id ?? undefined) as UserId | undefined,
    thread:
      row.thread_id === null
        ? undefined
        : {
            id: row.thread_id as ConversationId,
            ownerUserId: (row.thread_owner ?? undefined) as UserId | undefined,
            formerOwners: readOwners(row.former_owners),
          },
    personOwners: readOwners(row.person_owners),
  };
}
