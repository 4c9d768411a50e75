import type { Migration } from '../migration.ts';

/** What the relay says of files that were received; a projection of the log. */
export const mediaFiles: Migration = {
  version: 4,
  up: (db) =>
    db.exec(`
      CREATE TABLE media_files (
        message_id TEXT PRIMARY KEY,
        conversation_id TEXT NOT NULL,
        data TEXT NOT NULL,
        seq INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX media_files_by_conversation ON media_files (conversation_id);
    `),
};
