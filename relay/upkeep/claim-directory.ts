import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../../shared/domain/app-error.ts';

export type Claim = { release(): void };

/**
 * Makes this process the only one that serves, or replaces, the data in `directory`. The claim ends with the process,
 * however it ends: it is a lock that the system holds, on a file of its own. Throws AppError `conflict` when another has it.
 */
export function claimDirectory(directory: string): Claim {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  // SQLite's lock, because Node has none. Nothing is ever written into the file.
  const lock = new Database(path.join(directory, 'relay.lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    if (!(cause instanceof Database.SqliteError) || cause.code !== 'SQLITE_BUSY') throw cause;
    throw new AppError('conflict', `A relay is running on the data in ${directory}. Stop it first.`, {
      cause,
    });
  }
  return { release: () => lock.close() };
}
