import type { Database } from 'better-sqlite3';

/**
 * Which entries the log holds, by id; entries with a compaction key are not asked for. All of it inside the write
 * transaction of the one connection that writes.
 */
export type EntryIds = {
  /** The place of the entry with this id. */
  find(id: string): number | undefined;
  /** This entry has just been inserted. */
  add(id: string, seq: number): void;
  /** A transaction has begun: the moment to fold some ids into the table. */
  fold(): void;
  /** The file is not what we think: another process wrote, or a transaction was rolled back. */
  forget(): void;
};

/** Ids that are in memory only. All of them are read again at a start, so there are not too many. */
const MOST_RECENT = 8_192;
/** A generation goes into the table in so many transactions, so that none of them is long. */
const SLICES = 32;

type Folding = { readonly seqs: readonly number[]; readonly upTo: number; next: number };

/**
 * Ids are random. An index over them would dirty a page of its own for almost every entry of a commit, which costs more
 * than everything else that a commit does. So the newest ids are known in memory, where a start reads them from the log
 * itself, and go into the table `entry_ids` thousands at a time, in its order.
 */
export function createEntryIds(database: Database): EntryIds {
  const folded = database.prepare<[string], number>('SELECT seq FROM entry_ids WHERE id = ?').pluck();
  const isStored = database.prepare<[number, string]>('SELECT 1 FROM events WHERE seq = ? AND id = ?');
  const unfolded = database.prepare<[], { id: string; seq: number }>(
    'SELECT id, seq FROM events WHERE seq > (SELECT seq FROM entry_ids_reach) AND compaction_key IS NULL',
  );
  // From the log, not from memory: what was rolled back or deleted since must not count as known.
  const foldOne = database.prepare<[number]>(
    `INSERT INTO entry_ids (id, seq) SELECT id, seq FROM events WHERE seq = ? AND compaction_key IS NULL
     ON CONFLICT (id) DO NOTHING`,
  );
  const reach = database.prepare<[number]>('UPDATE entry_ids_reach SET seq = ?');
  const head = database.prepare<[], number | null>('SELECT max(seq) FROM events').pluck();
  let recent: Map<string, number> | undefined;
  let folding: Folding | undefined;
  const missing = new Set<string>();

  const known = () => (recent ??= new Map(unfolded.all().map(({ id, seq }) => [id, seq])));

  function begin(ids: ReadonlyMap<string, number>): Folding {
    const sorted = [...ids].toSorted(([one], [other]) => (one < other ? -1 : 1));
    return { seqs: sorted.map(([, seq]) => seq), upTo: head.get() ?? 0, next: 0 };
  }

  function end(ids: Map<string, number>, { upTo }: Folding): void {
    reach.run(upTo);
    for (const [id, seq] of ids) if (seq <= upTo) ids.delete(id);
    folding = undefined;
  }

  return {
    find(id) {
      if (missing.has(id)) return undefined;
      const seq = known().get(id);
      if (seq !== undefined && isStored.get(seq, id) !== undefined) return seq;
      const older = folded.get(id);
      // The one who asks is about to append it, and would have to ask again.
      if (older === undefined) missing.add(id);
      return older;
    },
    add(id, seq) {
      missing.delete(id);
      known().set(id, seq);
    },
    fold() {
      missing.clear();
      const ids = recent;
      if (ids === undefined || ids.size < MOST_RECENT) return;
      folding ??= begin(ids);
      const isLate = ids.size > MOST_RECENT * 4;
      const last = isLate ? folding.seqs.length : folding.next + Math.ceil(folding.seqs.length / SLICES);
      for (; folding.next < Math.min(last, folding.seqs.length); folding.next += 1) {
        foldOne.run(folding.seqs[folding.next] ?? 0);
      }
      if (folding.next === folding.seqs.length) end(ids, folding);
    },
    forget() {
      missing.clear();
      recent = undefined;
      folding = undefined;
    },
  };
}
