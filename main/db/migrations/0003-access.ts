import type { Migration } from '../migration.ts';

/** What comes with visibility; both are projections of the log. */
export const access: Migration = {
  version: 3,
  up: (db) =>
    db.exec(`
      -- Older entries of conversations that this user sees now and did not before, still to be fetched: those after
      -- after_seq and before before_seq. A page that was asked for under another generation is not used.
      CREATE TABLE backfills (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        -- JSON: conversationIds, or ownerIds, or nothing for all.
        scope TEXT NOT NULL,
        after_seq INTEGER NOT NULL DEFAULT 0,
        before_seq INTEGER NOT NULL,
        generation INTEGER NOT NULL DEFAULT 0
      ) STRICT;

      -- Conversations that went to a colleague and out of sight: their ids are taken.
      CREATE TABLE lost_conversations (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    `),
};
