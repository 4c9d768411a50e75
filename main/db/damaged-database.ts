import { statSync, truncateSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { unlock } from './open-database.ts';

/** A damaged file that can be asked in part. Reading what is behind a damaged page throws. */
export type DamagedDatabase = {
  readonly db: Sqlite.Database;
  /**
   * Every page that can be read is as it was written. Otherwise its first page was damaged and could only be read without
   * that check: then any value may have been changed, and none may be acted upon.
   */
  readonly isTrusted: boolean;
};

/** Undefined where not even the list of tables can be read: another key, or something else altogether. */
export function openDamaged(path: string, key: string | undefined): DamagedDatabase | undefined {
  for (const isTrusted of [true, false]) {
    const db = tryOpening(path, key, isTrusted);
    if (db !== undefined) return { db, isTrusted };
  }
  return undefined;
}

/** SQLite refuses a file that is shorter than it says, so what is missing is made up by nothing: such pages cannot be read. */
const LONGER = [1, 2, 4, 16, 64];
const LONGEST_BYTES = 2 * 1024 ** 3;

function tryOpening(path: string, key: string | undefined, isTrusted: boolean): Sqlite.Database | undefined {
  const { size } = statSync(path);
  for (const times of LONGER) {
    if (times > 1 && size * times > LONGEST_BYTES) return undefined;
    if (times > 1) truncateSync(path, size * times);
    const db = new Sqlite(path);
    try {
      unlock(db, key, { checksPages: isTrusted });
      return db;
    } catch (error) {
      db.close();
      if (!isTooShort(error)) break;
    }
  }
  truncateSync(path, size);
  return undefined;
}

function isTooShort(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Sqlite.SqliteError && cause.code.startsWith('SQLITE_CORRUPT');
}
