import type { Migration } from '../migration.ts';

/** Whom consultants have put on records by hand; a projection of the log. A record may not be known (yet). */
export const recordLinks: Migration = {
  version: 8,
  up: (db) =>
    db.exec(`
      CREATE TABLE record_links (record_id TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE record_link_people (
        record_id TEXT NOT NULL REFERENCES record_links (record_id) ON DELETE CASCADE,
        person_key TEXT NOT NULL,
        PRIMARY KEY (record_id, person_key)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX record_link_people_by_person ON record_link_people (person_key);
    `),
};
