import { type ReadHandle, findRow } from './handle.ts';
import { readVersion } from './migrate.ts';

const COUNTED = [
  'records',
  'people',
  'users',
  'channels',
  'conversations',
  'messages',
  'templates',
  'media_files',
  'local_media',
  'pending_statuses',
  'unprojected_events',
  'backfills',
  'outbox',
  'uploads',
  'publish_queue',
  'drafts',
  'draft_files',
  'read_marks',
  'record_files',
  'filings',
] as const;

/** How much is in the database: numbers only, for the diagnostics. `schema` counts migrations, `megabytes` the file. */
export type RowCounts = Readonly<Record<string, number>>;

export function countRows(db: ReadHandle): RowCounts {
  const count = (table: string) =>
    findRow<{ count: number }>(db, `SELECT count(*) AS count FROM ${table}`)?.count ?? 0;
  const pages = Number(db.pragma('page_count', { simple: true }));
  const pageSize = Number(db.pragma('page_size', { simple: true }));
  return {
    schema: readVersion(db),
    megabytes: Math.round((pages * pageSize) / 1_000_000),
    ...Object.fromEntries(COUNTED.map((table) => [table, count(table)])),
  };
}
