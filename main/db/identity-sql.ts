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

/**
 * Ids and names of the records that hold a number of the person `:personKey`, or on which a consultant put them, in the
 * order of the list.
 */
export const RECORDS_OF_PERSON = `
  SELECT id, name FROM records WHERE row_id IN (
    SELECT record_row_id FROM record_phones WHERE person_key IN (${KEYS_OF_PERSON})
    UNION SELECT r.row_id FROM record_link_people l JOIN records r ON r.id = l.record_id
      WHERE l.person_key IN (${KEYS_OF_PERSON}))
  ORDER BY sort_name, id`;

/** Which keys `n.person_key` a record names: of its numbers, and of whoever was put on it. `join` may go on from them. */
const namedByRecord = (column: string, join = '') => `
  SELECT ${column} FROM records r JOIN record_phones n ON n.record_row_id = r.row_id ${join} WHERE r.id = :recordId
  UNION SELECT ${column} FROM record_link_people n ${join} WHERE n.record_id = :recordId`;

const KEYS_OF_RECORD = [
  namedByRecord('n.person_key'),
  namedByRecord('i.person_key', 'JOIN person_identities i ON i.identity_key = n.person_key'),
  namedByRecord('i.identity_key', 'JOIN person_identities i ON i.person_key = n.person_key'),
].join(' UNION ');

/** Ids of all conversations with a person of the record `:recordId`, the most recent first. */
export const CONVERSATIONS_OF_RECORD = `
  SELECT id FROM conversations WHERE person_key IN (${KEYS_OF_RECORD}) ORDER BY activity_at DESC, id`;

/** How many unread messages the conversations of the record `:recordId` hold that concern the user `:me`. */
export const UNREAD_OF_RECORD = `
  SELECT coalesce(sum(unread_count), 0) AS count FROM conversations
  WHERE unread_count > 0 AND ${CONCERNS_ME} AND person_key IN (${KEYS_OF_RECORD})`;
