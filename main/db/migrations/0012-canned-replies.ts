import type { Migration } from '../migration.ts';

/** The user's canned replies and the agency's; a projection of the log. */
export const cannedReplies: Migration = {
  version: 12,
  up: (db) =>
    db.exec(`
      CREATE TABLE canned_replies (
        scope TEXT NOT NULL,
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        text TEXT,
        seq INTEGER NOT NULL,
        PRIMARY KEY (scope, id)
      ) STRICT, WITHOUT ROWID;
    `),
};
