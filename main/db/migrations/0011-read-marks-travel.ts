import type { Migration } from '../migration.ts';

/** When a read mark was made, whether it marks as unread, and whether the user's other desktops know of it. */
export const readMarksTravel: Migration = {
  version: 11,
  up: (db) =>
    db.exec(`
      ALTER TABLE read_marks ADD COLUMN unread_as_of TEXT;
      ALTER TABLE read_marks ADD COLUMN marked_at INTEGER NOT NULL DEFAULT 1;
      ALTER TABLE read_marks ADD COLUMN is_published INTEGER NOT NULL DEFAULT 0;
    `),
};
