import type { Database } from 'better-sqlite3';
import type { LogSpace } from '../retention-log.ts';

/** In one transaction: some milliseconds, in which nobody else writes. */
const PAGES_IN_A_STEP = 500;
/** Of the file: so much may stay free, because the next entries need it anyway. */
const MOST_FREE = 0.1;

/**
 * The file's free space. It can be given back only in a file that was made for it: one of before is rewritten once
 * (upkeep/compact.ts).
 */
export function createSpaceKeeper(database: Database): {
  measure(): LogSpace;
  /** Within a transaction. */
  giveBack(): boolean;
} {
  const ask = (name: string) => Number(database.pragma(name, { simple: true }));
  const pageSize = ask('page_size');
  const canGiveBack = ask('auto_vacuum') === INCREMENTAL;
  return {
    measure: () => ({
      bytes: ask('page_count') * pageSize,
      freeBytes: ask('freelist_count') * pageSize,
    }),
    giveBack() {
      const surplus = ask('freelist_count') - Math.ceil(ask('page_count') * MOST_FREE);
      if (!canGiveBack || surplus <= 0) return false;
      database.pragma(`incremental_vacuum(${Math.min(surplus, PAGES_IN_A_STEP)})`);
      return true;
    },
  };
}

/** The answer of `PRAGMA auto_vacuum`. */
const INCREMENTAL = 2;
