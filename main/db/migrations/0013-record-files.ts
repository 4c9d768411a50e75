import type { Migration } from '../migration.ts';

/**
 * Files on records: what the log says of them, and what the user has said here and the relay has not heard yet. In both,
 * `file` is NULL for one that was taken off.
 */
export const recordFiles: Migration = {
  version: 13,
  up: (db) =>
    db.exec(`
      CREATE TABLE record_files (
        record_id TEXT NOT NULL,
        message_id TEXT NOT NULL,
        file TEXT,
        seq INTEGER NOT NULL,
        PRIMARY KEY (record_id, message_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX record_files_by_message ON record_files (message_id) WHERE file IS NOT NULL;
      CREATE TABLE filings (
        entry_id INTEGER PRIMARY KEY AUTOINCREMENT,
        record_id TEXT NOT NULL,
        message_id TEXT NOT NULL,
        file TEXT,
        -- Why the relay has refused it: it waits for the user, not for the relay.
        problem TEXT,
        UNIQUE (message_id, record_id)
      ) STRICT;
    `),
};
