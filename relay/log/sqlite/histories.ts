import type { Database } from 'better-sqlite3';
import {
  HISTORY_KINDS,
  type HistoryKind,
  type HistoryReader,
  type HistorySource,
  type HistorySourcePage,
} from '../history-log.ts';

type SourceRow = {
  readonly seq: number;
  readonly id: string;
  readonly kind: string;
  readonly at: number;
  readonly body: string;
};

/** The index `events_histories` has the same condition, word for word: SQLite uses it only then. */
const IS_HISTORY = `kind IN (${HISTORY_KINDS.map((kind) => `'${kind}'`).join(', ')})`;

/** Histories up to the entry that `findHead` names. */
export function createHistoryReader(database: Database, findHead: () => number): HistoryReader {
  const rows = database.prepare<[number, number, number], SourceRow>(
    `SELECT seq, id, kind, at, body FROM events WHERE ${IS_HISTORY} AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?`,
  );
  function readPage(after: number, limit: number, upTo: number): HistorySourcePage {
    const newest = Math.min(findHead(), upTo);
    const sources = rows.all(after, newest, limit).map(toSource);
    const last = sources.at(-1);
    const hasMore = last !== undefined && sources.length === limit && last.seq < newest;
    return { sources, hasMore, cursor: hasMore ? last.seq : Math.max(after, newest) };
  }
  return {
    readHistorySources: async (after, limit, upTo = Infinity) => readPage(after, limit, upTo),
  };
}

function toSource(row: SourceRow): HistorySource {
  // The condition of the query lets no other kind through.
  return { ...row, kind: row.kind as HistoryKind, body: JSON.parse(row.body) };
}
