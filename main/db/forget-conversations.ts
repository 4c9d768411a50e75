import type { ConversationId, PersonKey } from '../../shared/domain/ids.ts';
import { type ReadHandle, type WriteHandle, findRow, listRows, runSql } from './handle.ts';
import { projectSent } from './project-message.ts';
import { type Projection, saveProjection } from './projection.ts';
import { listOnlyHereOf } from './publish-queue.ts';

const IDS = '(SELECT value FROM json_each(:ids))';

/**
 * Deletes what the log told of these conversations: messages and their words in the search, and people with
 * whom no other conversation is left. What only this desktop knows stays: drafts, read marks, and messages that are
 * still to be sent or published. Of a draft only its words stay: the files in its tray are the user's own, and go.
 */
export function forgetConversations(projection: Projection, list: readonly ConversationId[]): void {
  const { db, changes } = projection;
  // Entries of the same batch may have begun them.
  saveProjection(projection);
  const ids = JSON.stringify(list);
  const people = listRows<{ key: PersonKey }>(
    db,
    `SELECT DISTINCT person_key AS key FROM conversations WHERE id IN ${IDS}`,
    { ids },
  ).map(({ key }) => key);
  const onlyHere = listOnlyHereOf(db, list);
  runSql(db, `DELETE FROM unprojected_events WHERE body ->> '$.conversationId' IN ${IDS}`, { ids });
  runSql(db, `DELETE FROM media_files WHERE conversation_id IN ${IDS}`, { ids });
  runSql(db, UPLOADED_FILES, { ids });
  for (const table of ['draft_files', 'draft_quotes'])
    runSql(db, `DELETE FROM ${table} WHERE conversation_id IN ${IDS}`, { ids });
  // Of a draft the words stay; one without words was its files and its quote.
  runSql(db, `DELETE FROM drafts WHERE text = '' AND conversation_id IN ${IDS}`, { ids });
  runSql(db, `DELETE FROM messages WHERE conversation_id IN ${IDS}`, { ids });
  runSql(db, `DELETE FROM conversations WHERE id IN ${IDS}`, { ids });
  const gone = new Set(list);
  for (const id of list) {
    projection.conversations.delete(id);
    changes.conversations.add(id);
    changes.messages.delete(id);
    projection.lost.add(id);
  }
  const kept = projection.inserted.filter((message) => !gone.has(message.conversationId));
  projection.inserted.splice(0, Infinity, ...kept);
  for (const message of onlyHere) projectSent(projection, message);
  saveProjection(projection);
  for (const key of people) changes.people.add(key);
  forgetPeople(db, people);
}

/** What is still to be sent needs its file. */
const UPLOADED_FILES = `
  DELETE FROM local_media WHERE conversation_id IN ${IDS} AND message_id NOT IN (SELECT message_id FROM uploads)`;

/** People with whom no conversation is left in sight: those who see everyone are told of them, too. */
export function forgetStrangers(db: WriteHandle): void {
  for (const table of ['people', 'person_identities']) {
    runSql(
      db,
      `DELETE FROM ${table} WHERE NOT EXISTS (
         SELECT 1 FROM conversations c WHERE c.person_key = ${table}.person_key)`,
    );
  }
}

/** Whether the conversation went to a colleague and out of this user's sight. */
export function isLost(db: ReadHandle, id: ConversationId): boolean {
  return findRow(db, 'SELECT 1 FROM lost_conversations WHERE id = :id', { id }) !== undefined;
}

function forgetPeople(db: WriteHandle, people: readonly PersonKey[]): void {
  const keys = JSON.stringify(people);
  for (const table of ['people', 'person_identities']) {
    runSql(
      db,
      `DELETE FROM ${table} WHERE person_key IN (SELECT value FROM json_each(:keys))
       AND NOT EXISTS (SELECT 1 FROM conversations c WHERE c.person_key = ${table}.person_key)`,
      { keys },
    );
  }
}
