import type { Migration } from '../migration.ts';

/** Conversations that the user wants at the top of the list. */
export const pins: Migration = {
  version: 16,
  up: (db) =>
    db.exec(`
      CREATE TABLE pins (
        conversation_id TEXT PRIMARY KEY,
        pinned_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
    `),
};
