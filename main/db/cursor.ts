import { type ReadHandle, type WriteHandle, findRow, inTransaction, runSql } from './handle.ts';

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

/** Whether the cursor is a place in this log. The first log of which the id is heard is taken for the one that was read. */
export function rememberLog(db: WriteHandle, { logId }: { readonly logId: string }): boolean {
  return inTransaction(db, () => {
    const known = findRow<{ value: string }>(db, `SELECT value FROM meta WHERE key = 'log'`)?.value;
    if (known === undefined) saveLogId(db, logId);
    return known === undefined || known === logId;
  });
}

/** Within a transaction. Undefined: the relay does not say which log it has. */
export function saveLogId(db: WriteHandle, logId: string | undefined): void {
  runSql(db, `DELETE FROM meta WHERE key = 'log'`);
  if (logId !== undefined) runSql(db, `INSERT INTO meta (key, value) VALUES ('log', :logId)`, { logId });
}
