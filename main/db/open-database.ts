import Sqlite from 'better-sqlite3';
import { assert } from '../../shared/domain/assert.ts';
import { DatabaseError } from './database-error.ts';
import type { WriteHandle } from './handle.ts';
import { migrate } from './migrate.ts';

export type OpenOptions = {
  readonly path: string;
  /** 32 bytes in hex. Undefined leaves the file readable by anybody: for tests only. */
  readonly key: string | undefined;
};

/**
 * Opens or creates the encrypted cache and brings it up to date. Throws DatabaseError; on `unreadable` the file has not
 * been touched.
 */
export function openDatabase({ path, key }: OpenOptions): WriteHandle {
  assert(key === undefined || /^[0-9a-f]{64}$/i.test(key), 'the key is made by us: 32 bytes in hex');
  const db = openFile(path);
  try {
    unlock(db, key);
    configure(db);
    migrate(db);
    return db;
  } catch (cause) {
    db.close();
    if (isUnreadable(cause)) throw new DatabaseError('unreadable', DAMAGED, cause);
    throw cause;
  }
}

function openFile(path: string): WriteHandle {
  try {
    // The only place where a connection is made: from here on its type says that it may write.
    return new Sqlite(path) as unknown as WriteHandle;
  } catch (cause) {
    throw new DatabaseError('failed', 'The data on this computer could not be opened.', cause);
  }
}

/** Gives the key and tries it. Without `checksPages` pages are read that are not as they were written; see `openDamaged`. */
export function unlock(
  db: Sqlite.Database,
  key: string | undefined,
  { checksPages }: { readonly checksPages: boolean } = { checksPages: true },
): void {
  try {
    if (key !== undefined) {
      db.pragma("cipher = 'sqlcipher'");
      db.pragma('legacy = 4');
      if (!checksPages) db.pragma('hmac_check = 0');
      // A raw key: no password has to be stretched, so opening takes a millisecond.
      db.pragma(`key = "x'${key}'"`);
    }
    // The key is not tried before the first page is read.
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch (cause) {
    throw new DatabaseError(
      isUnreadable(cause) ? 'unreadable' : 'failed',
      'The data on this computer cannot be read with the key that is kept for it.',
      cause,
    );
  }
}

export const DAMAGED = 'The data on this computer is damaged.';

function isUnreadable(cause: unknown): boolean {
  return cause instanceof Sqlite.SqliteError && isDamage(cause.code);
}

/** Whether SQLite's code says that the file is not as it was written, or is not ours. */
export function isDamage(code: string): boolean {
  return code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT');
}

function configure(db: WriteHandle): void {
  db.pragma('journal_mode = WAL');
  // Not implied by WAL on a new file: it would stay FULL for this connection.
  db.pragma('synchronous = NORMAL');
  // Pages, 32 MB. Ids are random, so a batch of a long catch-up touches pages all over the file: at the usual 1,000 each
  // of them was written back many times over. The log is never longer than this and one transaction.
  db.pragma('wal_autocheckpoint = 8000');
  db.pragma('foreign_keys = ON');
  db.pragma('busy_timeout = 5000');
  // A chat that was erased must be gone from the file, too.
  db.pragma('secure_delete = ON');
  db.pragma('temp_store = MEMORY');
  // KiB. Four times as much made neither opening nor searching among a million messages quicker, and is held for good.
  db.pragma('cache_size = -8000');
}
