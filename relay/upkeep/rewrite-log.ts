import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../../shared/domain/app-error.ts';
import { claimDirectory } from './claim-directory.ts';

/**
 * Writes the log's file anew, without free space, and so that its space can be given back while a relay runs from then on.
 * The disk needs room for a second copy; interrupted, the old one stays as it is. Throws AppError while a relay runs.
 */
export function rewriteLog(dataDirectory: string): { readonly before: number; readonly after: number } {
  const file = path.join(dataDirectory, 'relay.db');
  if (!existsSync(file)) throw new AppError('not-found', `There is no log in ${dataDirectory}.`);
  const claim = claimDirectory(dataDirectory);
  try {
    const database = new Database(file);
    try {
      database.pragma('wal_checkpoint(TRUNCATE)');
      const before = statSync(file).size;
      database.pragma('auto_vacuum = INCREMENTAL');
      database.exec('VACUUM');
      database.pragma('wal_checkpoint(TRUNCATE)');
      return { before, after: statSync(file).size };
    } finally {
      database.close();
    }
  } finally {
    claim.release();
  }
}
