import type { Migration } from '../migration.ts';

/** Files that are to be sent and that Meta does not have yet. Their jobs in the outbox wait for them. */
export const uploads: Migration = {
  version: 7,
  up: (db) =>
    db.exec(`
      CREATE TABLE uploads (
        message_id TEXT PRIMARY KEY,
        attempts INTEGER NOT NULL DEFAULT 0,
        due_at INTEGER NOT NULL DEFAULT 0,
        problem TEXT
      ) STRICT, WITHOUT ROWID;
    `),
};
