import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../../../shared/domain/app-error.ts';
import { personKeyForNumber } from '../../../shared/domain/phone-number.ts';
import { MIGRATIONS } from './schema.ts';

/** The log's database in `directory`, and the file that has to be flushed for a commit to survive the loss of power. */
export type OpenDatabase = { readonly database: Database.Database; readonly walFile: string };

/** What a restore is copying, and has not put in place yet. */
export const RESTORE_FOLDER = 'restore.partial';

/**
 * Opens the log's file in `directory`, made if need be, and brings it up to date. WAL with synchronous=NORMAL: after the
 * loss of power the database is whole, but what was committed last is there only if the WAL was flushed after it. That is
 * left to the caller (flusher.ts), who can go on meanwhile. Source: sqlite.org/pragma.html#pragma_synchronous.
 */
export function openDatabase(directory: string): OpenDatabase {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (existsSync(path.join(directory, RESTORE_FOLDER))) {
    throw new AppError('conflict', `A restore in ${directory} was not finished. Run it again.`);
  }
  const file = path.join(directory, 'relay.db');
  const database = new Database(file);
  // Counts in a new file only: what retention frees can be given back while the relay runs (space.ts).
  database.pragma('auto_vacuum = INCREMENTAL');
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  database.pragma('busy_timeout = 5000');
  // Pages: larger than the default, so that a checkpoint does not interrupt a burst every few hundred webhooks.
  database.pragma('wal_autocheckpoint = 8000');
  database.pragma('cache_size = -65536');
  // For migrations that index what was written before the index existed.
  database.function('person_key_of', { deterministic: true }, (number) => personKeyForNumber(String(number)));
  // Writes, and so makes the WAL if there is none.
  migrate(database);
  // What an earlier process left in the WAL may never have reached the disk: after a failed flush the system takes it for
  // written, and the next flush tells nothing. So it is written again, into the database itself, and that is flushed. PASSIVE
  // waits for nobody: beside a relay that runs, a command leaves it to the relay.
  database.pragma('wal_checkpoint(PASSIVE)');
  return { database, walFile: `${file}-wal` };
}

/** A second connection for reads: it never sees what is not committed yet. */
export function openReader(directory: string): Database.Database {
  const database = new Database(path.join(directory, 'relay.db'), { readonly: true });
  database.pragma('busy_timeout = 5000');
  database.pragma('cache_size = -32768');
  return database;
}

function migrate(database: Database.Database): void {
  const run = database.transaction(() => {
    const version = Number(database.pragma('user_version', { simple: true }));
    if (version > MIGRATIONS.length) {
      throw new AppError(
        'database',
        `The relay's data was written by a newer version (${version}; this one knows ${MIGRATIONS.length}). Start the newer version.`,
      );
    }
    for (const migration of MIGRATIONS.slice(version)) database.exec(migration);
    database.pragma(`user_version = ${MIGRATIONS.length}`);
  });
  run.immediate();
}
