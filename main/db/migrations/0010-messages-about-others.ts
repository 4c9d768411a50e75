import type { Migration } from '../migration.ts';

/** Reactions, edits and deletions are messages about others: they are read from the messages, by what they are about. */
export const messagesAboutOthers: Migration = {
  version: 10,
  up: (db) =>
    db.exec(`
      DROP TABLE reactions;
      CREATE INDEX messages_about_others ON messages (content ->> '$.targetWamid', sort_key)
        WHERE type IN ('reaction', 'edit', 'revoke');
    `),
};
