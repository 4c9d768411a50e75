/*
 * Where the rows of each table come from. A new table belongs into one of these lists, or a damaged database loses it
 * (salvage.ts) or a restored relay leaves it as it was (reset-projection.ts).
 */

/** What this desktop alone knows: copied whole into a rebuilt database. Each with what it is read along, in both directions. */
export const ONLY_HERE = [
  ['drafts', 'conversation_id'],
  ['draft_files', 'object_id'],
  ['draft_quotes', 'conversation_id'],
  ['read_marks', 'conversation_id'],
  ['pins', 'conversation_id'],
  ['outbox', 'row_id'],
  ['uploads', 'message_id'],
  ['publish_queue', 'entry_id'],
  ['filings', 'entry_id'],
] as const;

/** What the relay tells again, all of it. */
export const FROM_RELAY = [
  'records',
  'records_fts',
  'phones_fts',
  'erased_records',
  'record_link_people',
  'record_links',
  'canned_replies',
  'record_files',
  'users',
  'media_files',
  'pending_statuses',
  'consents',
  'template_mappings',
  'backfills',
  'lost_conversations',
  'unprojected_events',
] as const;

/** Some of their rows are of the user's own number or stand behind something of `ONLY_HERE`, and those are kept. */
export const IN_PART = [
  'meta',
  'channels',
  'people',
  'person_identities',
  'conversations',
  'messages',
  'local_media',
  // Of the own number; fetched from Meta again.
  'templates',
] as const;

/** Written and emptied by the database itself, along with another table. */
export const FOLLOWING = ['record_phones', 'messages_fts'] as const;
