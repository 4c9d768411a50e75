import { existsSync, renameSync, rmSync } from 'node:fs';
import { DAMAGED_SUFFIX, NEW_SUFFIX, SIDE_FILES } from './database-files.ts';
import { openDamaged } from './damaged-database.ts';
import { type OpenOptions, openDatabase } from './open-database.ts';
import { resetProjection } from './reset-projection.ts';
import { type Salvage, salvage } from './salvage.ts';

/**
 * Makes a new database in the place of a damaged one, with what only this desktop knew as far as it can be read, and sets
 * the damaged one aside. What came from the relay is read from it again: the cursor stands at 0. Killed in between, it is
 * finished or begun again at the next start (`finishRebuild`).
 */
export function rebuildDatabase({ path, key }: OpenOptions): Salvage {
  const fresh = `${path}${NEW_SUFFIX}`;
  remove(fresh);
  const db = openDatabase({ path: fresh, key });
  let found: Salvage = { drafts: 0, unsent: 0, returned: 0 };
  try {
    const damaged = existsSync(path) ? openDamaged(path, key) : undefined;
    if (damaged !== undefined) {
      found = salvage(damaged, db);
      damaged.db.close();
    }
    resetProjection(db);
    // One file, so that one rename moves all of it.
    db.pragma('journal_mode = DELETE');
  } finally {
    db.close();
  }
  remove(`${path}${DAMAGED_SUFFIX}`);
  for (const suffix of SIDE_FILES)
    if (existsSync(`${path}${suffix}`)) renameSync(`${path}${suffix}`, `${path}${DAMAGED_SUFFIX}${suffix}`);
  renameSync(fresh, path);
  return found;
}

/** Before a database is opened: a rebuild that was killed between its last two steps is done. */
export function finishRebuild(path: string): void {
  if (existsSync(path) || !existsSync(`${path}${NEW_SUFFIX}`)) return;
  // The old one's write-ahead log must not be taken for the new one's.
  remove(path);
  renameSync(`${path}${NEW_SUFFIX}`, path);
}

function remove(path: string): void {
  for (const suffix of SIDE_FILES) rmSync(`${path}${suffix}`, { force: true });
}
