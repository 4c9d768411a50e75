import { HISTORY_KINDS, type HistoryKind, type HistoryReader } from '../history-log.ts';
import type { Sql } from './sql.ts';

/** The index `events_histories` has the same condition: the server uses it only then. */
const IS_HISTORY = `kind IN (${HISTORY_KINDS.map((kind) => `'${kind}'`).join(', ')})`;

type SourceRow = {
  readonly head: number;
  readonly seq: number | null;
  readonly id: string;
  readonly kind: string;
  readonly at: number;
  readonly body: string;
};

export function createHistoryReader(sql: Sql): HistoryReader {
  return {
    async readHistorySources(after, limit, upTo = Number.MAX_SAFE_INTEGER) {
      // One snapshot for both questions: an entry committed in between would be passed by the cursor unseen.
      const rows = await sql<SourceRow>(
        `SELECT log_head.seq AS head, page.* FROM log_head LEFT JOIN (
           SELECT seq, id, kind, at, body FROM events WHERE ${IS_HISTORY} AND seq > $1 AND seq <= $3 ORDER BY seq LIMIT $2
         ) AS page ON true ORDER BY page.seq`,
        [after, limit, upTo],
      );
      const head = Math.min(rows[0]?.head ?? 0, upTo);
      const sources = rows.flatMap(({ seq, id, kind, at, body }) =>
        // The condition of the query lets no other kind through.
        seq === null ? [] : [{ seq, id, kind: kind as HistoryKind, at, body: JSON.parse(body) as unknown }],
      );
      const last = sources.at(-1);
      const hasMore = last !== undefined && sources.length === limit && last.seq < head;
      return { sources, hasMore, cursor: hasMore ? last.seq : Math.max(after, head) };
    },
  };
}
