import type { RecordId } from '../../shared/domain/ids.ts';
import type { RawEvent } from '../../shared/protocol/events.ts';
import { type ReadHandle, type WriteHandle, findRow, listRows, runSql } from './handle.ts';

/** Keeps an entry that this version cannot use, with the reason (a path or an error's name, never a value). */
export function keepUnprojected(db: WriteHandle, raw: RawEvent, reason: string, now: number): void {
  const { id, seq, kind, at } = raw;
  const sql = `
    INSERT INTO unprojected_events (id, seq, kind, at, body, reason, kept_at)
    VALUES (:id, :seq, :kind, :at, :body, :reason, :now) ON CONFLICT (id) DO NOTHING`;
  runSql(db, sql, { id, seq, kind, at, body: JSON.stringify(raw.body) ?? 'null', reason, now });
}

/** How many entries are waiting for a version that understands them. */
export function countUnprojected(db: ReadHandle): number {
  return findRow<{ count: number }>(db, 'SELECT count(*) AS count FROM unprojected_events')?.count ?? 0;
}

/** The entries that are kept, in the order of the log. */
export function listUnprojected(db: ReadHandle): RawEvent[] {
  type Row = Omit<RawEvent, 'body'> & { readonly body: string };
  const rows = listRows<Row>(db, 'SELECT id, seq, kind, at, body FROM unprojected_events ORDER BY seq');
  return rows.map((row) => ({ ...row, body: JSON.parse(row.body) as unknown }));
}

/** What was told of a record before `seq` and could not be used: it has been erased. */
export function dropUnprojectedRecord(db: WriteHandle, recordId: RecordId, seq: number): void {
  const sql = `
    DELETE FROM unprojected_events
    WHERE kind = 'record.upserted' AND seq < :seq AND body ->> '$.id' = :recordId`;
  runSql(db, sql, { recordId, seq });
}

/** Clears the way for another try; see `replayUnprojected`. */
export function dropUnprojected(db: WriteHandle): void {
  runSql(db, 'DELETE FROM unprojected_events');
}
