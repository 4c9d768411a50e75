import { CONCERNS_ME } from './unread.ts';

/*
 * Joins between people, records and conversations. One human may be known by several keys: that of a number on a record
 * and that of the user id on which a thread hangs. `person_identities` relates them, one step in either direction.
 */

/** Every key of the person `:personKey`. */
export const KEYS_OF_PERSON = `
  SELECT :personKey
  UNION SELECT identity_key FROM person_identities WHERE person_key = :personKey
  UNION SELECT person_key FROM person_identities WHERE identity_key = :personKey`;

/** Ids and names of the records that hold a number of the person `:personKey`, in the order of the list. */
export const RECORDS_OF_PERSON = `
  SELECT id, name FROM records WHERE row_id IN (
    SELECT record_row_id FROM record_phones WHERE person_key IN (${KEYS_OF_PERSON}))
  ORDER BY sort_name, id`;

const KEYS_OF_RECORD = `
  SELECT p.person_key FROM records r JOIN record_phones p ON p.record_row_id = r.row_id WHERE r.id = :recordId
  UNION SELECT i.person_key FROM records r JOIN record_phones p ON p.record_row_id = r.row_id
    JOIN person_identities i ON i.identity_key = p.person_key WHERE r.id = :recordId
  UNION SELECT i.identity_key FROM records r JOIN record_phones p ON p.record_row_id = r.row_id
    JOIN person_identities i ON i.person_key = p.person_key WHERE r.id = :recordId`;

/** Ids of all conversations with a person of the record `:recordId`, the most recent first. */
export const CONVERSATIONS_OF_RECORD = `
  SELECT id FROM conversations WHERE person_key IN (${KEYS_OF_RECORD}) ORDER BY activity_at DESC, id`;

/** How many unread messages the conversations of the record `:recordId` hold that concern the user `:me`. */
export const UNREAD_OF_RECORD = `
  SELECT coalesce(sum(unread_count), 0) AS count FROM conversations
  WHERE unread_count > 0 AND ${CONCERNS_ME} AND person_key IN (${KEYS_OF_RECORD})`;
