import type { Database } from 'better-sqlite3';
import { INVARIANTS, type Invariant, describeBroken } from '../invariants.ts';

/** What only this engine has: numbers that never come again, and ids without a unique index (entry-ids.ts). */
const OWN: readonly Invariant[] = [
  {
    broken: 'entries have a number that may be given again',
    count: `SELECT count(*) AS count FROM events
      WHERE seq > (SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'events')`,
  },
  {
    broken: 'entries are missing in the table of ids',
    count: `SELECT count(*) AS count FROM events e WHERE e.compaction_key IS NULL
      AND e.seq <= (SELECT seq FROM entry_ids_reach)
      AND NOT EXISTS (SELECT 1 FROM entry_ids i WHERE i.id = e.id AND i.seq = e.seq)`,
  },
  {
    broken: 'ids in the table of ids belong to no entry',
    count: `SELECT count(*) AS count FROM entry_ids i
      WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.seq = i.seq AND e.id = i.id)`,
  },
];

/** Everything that is wrong with the file and with what it says. One snapshot: the log may be written meanwhile. */
export function createFaultFinder(database: Database): () => readonly string[] {
  return database.transaction(() => {
    const lines = database.prepare<[], string>('PRAGMA integrity_check').pluck().all();
    const found = [...INVARIANTS, ...OWN].map(({ broken, count }) => ({
      broken,
      count: database.prepare<[], number>(count).pluck().get() ?? 0,
    }));
    return [...lines.filter((line) => line !== 'ok'), ...describeBroken(found)];
  });
}
