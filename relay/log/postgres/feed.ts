import { CONVERSATION_WINDOW, type FeedRow, fillPage } from '../feed-page.ts';
import type { FeedLimits, FeedPage, RelayLog } from '../relay-log.ts';
import { RELAY_ONLY_KINDS } from '../relay-only-kinds.ts';
import type { Sql } from './sql.ts';

type FeedReader = Pick<RelayLog, 'readFeed' | 'readConversations' | 'findAccessVersion' | 'findHead'>;

type StateRow = { readonly head: number; readonly access_version: number };
/** Without a `seq` when the page is empty. `next_seq` is the entry behind, if there is one among those looked at. */
type PageRow = StateRow & ((FeedRow & { readonly next_seq: number | null }) | { readonly seq: null });

const RELAY_ONLY = RELAY_ONLY_KINDS.map((kind) => `'${kind}'`).join(', ');
const ACCESS_VERSION = "SELECT coalesce(max(seq), 0) FROM events WHERE kind = 'access.changed'";

/**
 * One statement, and so one snapshot, for all questions: an entry committed in between would be passed by the cursor unseen,
 * or be shown to somebody who has just lost the right to see it. $1 is the limit of entries, $2 that of bytes: bodies
 * beyond it stay on the server, but the first one always comes.
 */
const selectPage = (condition: string) => `
  SELECT log_head.seq AS head, (${ACCESS_VERSION}) AS access_version, page.*, t.conversation_id AS thread_id,
    t.owner_user_id AS thread_owner, t.former_owners,
    CASE WHEN page.kind = 'person.changed' THEN (
      SELECT json_agg(p.owner_user_id)::text FROM threads p WHERE p.person_key = page.person_key
    ) END AS person_owners
  FROM log_head
  LEFT JOIN (
    SELECT *, lead(seq) OVER (ORDER BY seq) AS next_seq,
      sum(octet_length(body)) OVER (ORDER BY seq ROWS UNBOUNDED PRECEDING) - octet_length(body) AS bytes_before
    FROM (
      SELECT seq, id, kind, at, body, owner_user_id, person_key, conversation_id FROM events WHERE ${condition}
      ORDER BY seq LIMIT $1
    ) AS looked_at
  ) AS page ON page.bytes_before < $2
  LEFT JOIN threads t ON t.conversation_id = page.conversation_id
  ORDER BY page.seq`;

// What never leaves the relay need not be read either.
const NEXT = selectPage(`seq > $3 AND kind NOT IN (${RELAY_ONLY})`);
const OF_CONVERSATIONS = selectPage('seq > $3 AND seq <= $4 AND conversation_id = ANY ($5)');

/** Pages of the log. */
export function createFeedReader(sql: Sql): FeedReader {
  return {
    async findHead() {
      return (await sql<{ readonly seq: number }>('SELECT seq FROM log_head'))[0]?.seq ?? 0;
    },
    async findAccessVersion() {
      return (
        (await sql<{ readonly version: number }>(`SELECT (${ACCESS_VERSION}) AS version`))[0]?.version ?? 0
      );
    },
    async readFeed(after, limits) {
      const rows = await sql<PageRow>(NEXT, [limits.maxEvents + 1, limits.maxBytes, after]);
      return toPage(rows, limits, Math.max(after, rows[0]?.head ?? 0));
    },
    async readConversations(ids, { after, before }, limits) {
      const end = Math.max(after, Math.min(after + CONVERSATION_WINDOW, before - 1));
      const rows = await sql<PageRow>(OF_CONVERSATIONS, [
        limits.maxEvents + 1,
        limits.maxBytes,
        after,
        end,
        ids,
      ]);
      return toPage(rows, limits, end);
    },
  };
}

function toPage(rows: readonly PageRow[], limits: FeedLimits, end: number): FeedPage {
  const found = rows.filter((row) => row.seq !== null);
  // The server has cut the page where its bytes were full.
  const next = found.at(-1)?.next_seq ?? null;
  return {
    ...fillPage(found, limits, next === null ? end : next - 1),
    head: rows[0]?.head ?? 0,
    accessVersion: rows[0]?.access_version ?? 0,
  };
}
