import { saveLogId } from './cursor.ts';
import { type Changes, summariseChanges } from './change-tracker.ts';
import { type WriteHandle, inTransaction, runSql } from './handle.ts';
import { projectSent } from './project-message.ts';
import { createProjection, saveProjection } from './projection.ts';
import { listOnlyHere } from './publish-queue.ts';
import { FROM_RELAY } from './table-origins.ts';
import { findMe } from './users.ts';

/** The own number and its templates were read from Meta by this desktop: the log may not tell them again. */
const OWN_CHANNEL = `kind = 'own' AND owner_user_id = :me`;
/** What was said on it may be nowhere else, if the relay has lost it: it stays, and what was sent is told to the relay again. */
const OWN_CONVERSATIONS = `(SELECT id FROM conversations WHERE channel_id IN (SELECT id FROM channels WHERE ${OWN_CHANNEL}))`;

/**
 * Forgets what came from the relay and sets the cursor to 0, so that the whole log is read again. What only this desktop
 * knows is kept: drafts, read marks, jobs, messages that are still to be sent or to be published, and all that was said on
 * the user's own number. `logId` names the log that is read from here on.
 */
export function resetProjection(
  db: WriteHandle,
  { logId }: { readonly logId?: string | undefined } = {},
): Changes {
  return inTransaction(db, () => {
    const me = findMe(db)?.id;
    const params = { me: me ?? '' };
    const onlyHere = listOnlyHere(db);
    for (const table of FROM_RELAY) runSql(db, `DELETE FROM ${table}`);
    runSql(db, `DELETE FROM messages WHERE conversation_id NOT IN ${OWN_CONVERSATIONS}`, params);
    runSql(db, `DELETE FROM conversations WHERE id NOT IN ${OWN_CONVERSATIONS}`, params);
    for (const table of ['people', 'person_identities'])
      runSql(db, `DELETE FROM ${table} WHERE person_key NOT IN (SELECT person_key FROM conversations)`);
    runSql(db, `DELETE FROM channels WHERE NOT (${OWN_CHANNEL})`, params);
    // Whatever the log says next is news.
    for (const table of ['channels', 'conversations', 'people']) runSql(db, `UPDATE ${table} SET seq = 0`);
    runSql(db, 'DELETE FROM templates WHERE waba_id NOT IN (SELECT waba_id FROM channels)');
    runSql(db, `DELETE FROM meta WHERE key IN ('cursor', 'access', 'horizon', 'costs')`);
    // The marks are this user's own: another log may not know them.
    runSql(db, 'UPDATE read_marks SET is_published = 0 WHERE marked_at > 0');
    saveLogId(db, logId);
    republish(db, params);
    const projection = createProjection(db, me);
    for (const message of onlyHere) projectSent(projection, message);
    saveProjection(projection);
    return { ...summariseChanges(db, projection.changes, me), hasFrameChanges: true, isEverything: true };
  });
}

/** The relay knows messages by their id: told again, what it has changes nothing. What waits to be sent is told when it is. */
function republish(db: WriteHandle, params: { readonly me: string }): void {
  runSql(
    db,
    `INSERT INTO publish_queue (message_id)
     SELECT id FROM messages WHERE is_inbound = 0 AND consultant_user_id = :me
     AND conversation_id IN ${OWN_CONVERSATIONS} AND id NOT IN (SELECT message_id FROM outbox) ORDER BY sort_key
     ON CONFLICT (message_id) DO NOTHING`,
    params,
  );
}
