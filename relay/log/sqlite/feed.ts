import type { Database } from 'better-sqlite3';
import type { ConversationId, UserId } from '../../../shared/domain/ids.ts';
import type { FeedEntry, FeedLimits, FeedPage } from '../relay-log.ts';
import { RELAY_ONLY_KINDS } from '../relay-only-kinds.ts';
import { readOwners } from './people.ts';

/* The casts in this file bring back the brands of values that only our writers stored. */

type FeedRow = {
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

const SELECT = `
  SELECT e.seq, e.id, e.kind, e.at, e.body, e.owner_user_id, t.conversation_id AS thread_id,
    t.owner_user_id AS thread_owner, t.former_owners,
    CASE WHEN e.kind = 'person.changed' THEN (
      SELECT json_group_array(p.owner_user_id) FROM threads p WHERE p.person_key = e.person_key
    ) END AS person_owners
  FROM events e LEFT JOIN threads t ON t.conversation_id = e.conversation_id`;

const RELAY_ONLY = RELAY_ONLY_KINDS.map((kind) => `'${kind}'`).join(', ');

/**
 * How many entries one look for the entries of a conversation passes: some milliseconds. They are looked for along the
 * log, because an index by conversation would cost every webhook a write to a random place, and this is asked rarely.
 */
const WINDOW = 20_000;

/**
 * Pages of the log, up to the entry that `findHead` names. Bodies are passed through as text: nothing is parsed on the
 * way out.
 */
export function createFeedReader(database: Database, findHead: () => number) {
  const accessVersion = database
    .prepare<[number], number | null>(
      "SELECT max(seq) FROM events WHERE kind = 'access.changed' AND seq <= ?",
    )
    .pluck();
  const rows = database.prepare<[number, number, number], FeedRow>(
    // What never leaves the relay need not be read either.
    `${SELECT} WHERE e.seq > ? AND e.seq <= ? AND e.kind NOT IN (${RELAY_ONLY}) ORDER BY e.seq LIMIT ?`,
  );
  const ofConversations = database.prepare<[string, number, number, number], FeedRow>(
    `${SELECT} WHERE +e.conversation_id IN (SELECT value FROM json_each(?)) AND e.seq > ? AND e.seq <= ?
     ORDER BY e.seq LIMIT ?`,
  );
  const findAccessVersion = () => accessVersion.get(findHead()) ?? 0;

  // One snapshot for all questions: an entry committed in between would be passed by the cursor unseen, or be shown to
  // somebody who has just lost the right to see it.
  const readPage = database.transaction((after: number, limits: FeedLimits): FeedPage => {
    const newest = findHead();
    const found = rows.iterate(after, newest, limits.maxEvents + 1);
    return {
      ...fill(found, limits, Math.max(after, newest)),
      head: newest,
      accessVersion: findAccessVersion(),
    };
  });

  const readConversations = database.transaction(
    (
      ids: readonly ConversationId[],
      { after, before }: { readonly after: number; readonly before: number },
      limits: FeedLimits,
    ): FeedPage => {
      const end = Math.max(after, Math.min(after + WINDOW, before - 1));
      const found = ofConversations.iterate(JSON.stringify(ids), after, end, limits.maxEvents + 1);
      return { ...fill(found, limits, end), head: findHead(), accessVersion: findAccessVersion() };
    },
  );
  return { findAccessVersion, readPage, readConversations };
}

/** Takes rows until the page is full; `end` is the cursor of a page that holds them all. */
function fill(
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
