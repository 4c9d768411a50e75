import { type Changes, summariseChanges } from './change-tracker.ts';
import { type WriteHandle, inTransaction, runSql } from './handle.ts';
import { projectSent } from './project-message.ts';
import { createProjection, saveProjection } from './projection.ts';
import { listOnlyHere } from './publish-queue.ts';
import { findMe } from './users.ts';

const PROJECTED = [
  'records',
  'records_fts',
  'phones_fts',
  'erased_records',
  'people',
  'person_identities',
  'users',
  'conversations',
  'messages',
  'media_files',
  'reactions',
  'pending_statuses',
  'consents',
  'template_mappings',
  'backfills',
  'lost_conversations',
  'unprojected_events',
] as const;

/** The own number and its templates were read from Meta by this desktop: the log may not tell them again. */
const OWN_CHANNEL = `kind = 'own' AND owner_user_id = :me`;

/**
 * Forgets what came from the relay and sets the cursor to 0, so that the whole log is read again. What only this desktop
 * knows is kept: drafts, read marks, jobs, and messages that are still to be sent or to be published.
 */
export function resetProjection(db: WriteHandle): Changes {
  return inTransaction(db, () => {
    const me = findMe(db)?.id;
    const onlyHere = listOnlyHere(db);
    for (const table of PROJECTED) runSql(db, `DELETE FROM ${table}`);
    const params = { me: me ?? '' };
    runSql(db, `DELETE FROM channels WHERE NOT (${OWN_CHANNEL})`, params);
    runSql(db, `UPDATE channels SET seq = 0`);
    runSql(db, 'DELETE FROM templates WHERE waba_id NOT IN (SELECT waba_id FROM channels)');
    runSql(db, `DELETE FROM meta WHERE key IN ('cursor', 'access', 'horizon')`);
    const projection = createProjection(db, me);
    for (const message of onlyHere) projectSent(projection, message);
    saveProjection(projection);
    return { ...summariseChanges(db, projection.changes, me), hasFrameChanges: true, isEverything: true };
  });
}
