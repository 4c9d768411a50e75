import path from 'node:path';
import Database from 'better-sqlite3';

/** What SQLite finds wrong with the file of a log; nothing when it is sound. */
export function checkLogFile(directory: string): readonly string[] {
  const database = new Database(path.join(directory, 'relay.db'), { readonly: true });
  try {
    const found = database.prepare<[], string>('PRAGMA integrity_check').pluck().all();
    return found.filter((line) => line !== 'ok');
  } finally {
    database.close();
  }
}
