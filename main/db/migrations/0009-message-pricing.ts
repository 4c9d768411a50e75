import type { Migration } from '../migration.ts';

/** What Meta said that a message was charged as: JSON, with one of its statuses, once. */
export const messagePricing: Migration = {
  version: 9,
  up: (db) =>
    db.exec(`
      ALTER TABLE messages ADD COLUMN pricing TEXT;
      ALTER TABLE pending_statuses ADD COLUMN pricing TEXT;
    `),
};
