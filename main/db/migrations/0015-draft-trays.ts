import type { Migration } from '../migration.ts';

/** Drafts are more than text: the files in their tray, in order, and the message that they answer. */
export const draftTrays: Migration = {
  version: 15,
  up: (db) =>
    db.exec(`
      CREATE TABLE draft_files (
        object_id TEXT PRIMARY KEY,
        conversation_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        file_key TEXT NOT NULL,
        kind TEXT NOT NULL,
        file_name TEXT NOT NULL,
        mime_type TEXT NOT NULL,
        size INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        caption TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX draft_files_by_conversation ON draft_files (conversation_id, position);
      CREATE TABLE draft_quotes (
        conversation_id TEXT PRIMARY KEY,
        message_id TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `),
};
