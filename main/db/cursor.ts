import { type ReadHandle, type WriteHandle, findRow, runSql } from './handle.ts';

/** The last entry of the relay's log that this desktop has committed; 0 for a new one. */
export function getCursor(db: ReadHandle): number {
  return Number(findRow<{ value: string }>(db, `SELECT value FROM meta WHERE key = 'cursor'`)?.value ?? 0);
}

/** Never moves back: a batch that was repeated must not make the relay repeat all that followed it. */
export function saveCursor(db: WriteHandle, cursor: number): void {
  if (cursor <= getCursor(db)) return;
  const sql = `INSERT INTO meta (key, value) VALUES ('cursor', :value) ON CONFLICT (key) DO UPDATE SET value = :value`;
  runSql(db, sql, { value: String(cursor) });
}
