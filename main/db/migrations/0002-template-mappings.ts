import type { Migration } from '../migration.ts';

/** What administrators mapped templates to; a projection of the log. `variables` is NULL where it was taken back. */
export const templateMappings: Migration = {
  version: 2,
  up: (db) =>
    db.exec(`
      CREATE TABLE template_mappings (
        template_id TEXT PRIMARY KEY,
        variables TEXT,
        seq INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
    `),
};
