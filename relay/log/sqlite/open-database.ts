import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../../../shared/domain/app-error.ts';
import { personKeyForNumber } from '../../../shared/domain/phone-number.ts';
import { MIGRATIONS } from './schema.ts';

/**
 * Opens the log's file in `directory`, made if need be, and brings it up to date. WAL with synchronous=FULL: a commit
 * that returned survives the loss of power, which is what our 200 promises to Meta.
 */
export function openDatabase(directory: string): Database.Database {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const database = new Database(path.join(directory, 'relay.db'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('busy_timeout = 5000');
  // Pages: larger than the default, so that a checkpoint does not interrupt a burst every few hundred webhooks.
  database.pragma('wal_autocheckpoint = 8000');
  database.pragma('cache_size = -65536');
  // For migrations that index what was written before the index existed.
  database.function('person_key_of', { deterministic: true }, (number) => personKeyForNumber(String(number)));
  migrate(database);
  return database;
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
