import type { Migration } from '../migration.ts';

/** When the service window of a queued message ended before it could go out: it waits for the user or the person. */
export const lapsedSends: Migration = {
  version: 14,
  up: (db) => db.exec('ALTER TABLE outbox ADD COLUMN lapsed_at INTEGER'),
};
