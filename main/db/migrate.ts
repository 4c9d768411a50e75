import { DatabaseError } from './database-error.ts';
import { type ReadHandle, type WriteHandle, inTransaction } from './handle.ts';
import type { Migration } from './migration.ts';
import { firstSchema } from './migrations/0001-first-schema.ts';
import { templateMappings } from './migrations/0002-template-mappings.ts';
import { access } from './migrations/0003-access.ts';
import { mediaFiles } from './migrations/0004-media-files.ts';
import { localMedia } from './migrations/0005-local-media.ts';
import { foldedMessages } from './migrations/0006-folded-messages.ts';
import { uploads } from './migrations/0007-uploads.ts';
import { recordLinks } from './migrations/0008-record-links.ts';
import { messagePricing } from './migrations/0009-message-pricing.ts';
import { messagesAboutOthers } from './migrations/0010-messages-about-others.ts';
import { cannedReplies } from './migrations/0012-canned-replies.ts';
import { readMarksTravel } from './migrations/0011-read-marks-travel.ts';
import { recordFiles } from './migrations/0013-record-files.ts';
import { lapsedSends } from './migrations/0014-lapsed-sends.ts';
import { draftTrays } from './migrations/0015-draft-trays.ts';
import { pins } from './migrations/0016-pins.ts';

/** In order, without gaps. A released migration is never edited: a new one follows it. */
export const MIGRATIONS: readonly Migration[] = [
  firstSchema,
  templateMappings,
  access,
  mediaFiles,
  localMedia,
  foldedMessages,
  uploads,
  recordLinks,
  messagePricing,
  messagesAboutOthers,
  readMarksTravel,
  cannedReplies,
  recordFiles,
  lapsedSends,
  draftTrays,
  pins,
];

/**
 * Brings the file to the newest version, each step in its own transaction. Throws DatabaseError `from-future` when a
 * newer version of this app has already been at it: guessing at its tables could lose what only this desktop knows.
 */
export function migrate(db: WriteHandle, migrations: readonly Migration[] = MIGRATIONS): void {
  const version = readVersion(db);
  if (version > migrations.length) {
    throw new DatabaseError(
      'from-future',
      'The data on this computer belongs to a newer version. Update this one.',
    );
  }
  for (const migration of migrations.slice(version)) {
    inTransaction(db, () => {
      migration.up(db);
      db.pragma(`user_version = ${migration.version}`);
    });
  }
}

/** How many migrations the file has had; 0 for a new one. */
export function readVersion(db: ReadHandle): number {
  return Number(db.pragma('user_version', { simple: true }));
}
