import type { Migration } from '../migration.ts';

/*
 * Two kinds of tables. A projection of the relay's log: rebuilt by reading the log again. What only this desktop knows:
 * drafts, read_marks, outbox, publish_queue, and meta; kept when the projection is rebuilt (reset-projection.ts).
 *
 * `seq` in a projected row is the log entry that it was made from: an older entry that comes late changes nothing.
 * There are no foreign keys from messages: the log may tell a message before its conversation.
 */
const PROJECTION = `
  CREATE TABLE records (
    row_id INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    data TEXT NOT NULL,
    seq INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX records_by_name ON records (sort_name, id);
  CREATE INDEX records_by_kind ON records (kind, sort_name, id);

  CREATE TABLE record_phones (
    row_id INTEGER PRIMARY KEY,
    record_row_id INTEGER NOT NULL REFERENCES records (row_id) ON DELETE CASCADE,
    label TEXT NOT NULL,
    e164 TEXT NOT NULL,
    person_key TEXT NOT NULL
  ) STRICT;
  CREATE INDEX record_phones_by_record ON record_phones (record_row_id);
  CREATE INDEX record_phones_by_person ON record_phones (person_key);

  CREATE TABLE erased_records (id TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;

  -- Holds folded words only (search-query.ts); a person can be found by it but not read from it.
  CREATE VIRTUAL TABLE records_fts USING fts5(
    name, email, company, job_title, location,
    content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3'
  );
  -- Trigrams, because people type any part of a number.
  CREATE VIRTUAL TABLE phones_fts USING fts5(digits, content='', contentless_delete=1, tokenize='trigram');

  CREATE TABLE people (person_key TEXT PRIMARY KEY, data TEXT NOT NULL, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  -- Every key that any identity of a person would have had: joins a number on a record to a thread on a user id.
  CREATE TABLE person_identities (
    identity_key TEXT NOT NULL,
    person_key TEXT NOT NULL,
    PRIMARY KEY (identity_key, person_key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX person_identities_by_person ON person_identities (person_key, identity_key);

  CREATE TABLE users (id TEXT PRIMARY KEY, data TEXT NOT NULL, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE channels (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    owner_user_id TEXT,
    waba_id TEXT NOT NULL,
    is_active INTEGER NOT NULL,
    data TEXT NOT NULL,
    seq INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE conversations (
    id TEXT PRIMARY KEY,
    person_key TEXT NOT NULL,
    channel_id TEXT NOT NULL,
    owner_user_id TEXT,
    created_at INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    last_message_id TEXT,
    last_sort_key TEXT,
    last_at INTEGER,
    last_text TEXT,
    last_is_inbound INTEGER,
    last_type TEXT,
    last_status TEXT,
    last_outbound_key TEXT,
    last_inbound_at INTEGER,
    refused_at INTEGER,
    unread_count INTEGER NOT NULL,
    activity_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX conversations_by_activity ON conversations (activity_at, id, owner_user_id);
  CREATE INDEX conversations_by_owner ON conversations (owner_user_id, activity_at, id);
  CREATE INDEX conversations_by_person ON conversations (person_key, channel_id);
  CREATE INDEX conversations_unread ON conversations (activity_at, id, owner_user_id, unread_count)
    WHERE unread_count > 0;

  CREATE TABLE messages (
    row_id INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    conversation_id TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    at INTEGER NOT NULL,
    is_inbound INTEGER NOT NULL,
    counts_unread INTEGER NOT NULL,
    consultant_user_id TEXT,
    type TEXT NOT NULL,
    content TEXT NOT NULL,
    text TEXT NOT NULL,
    status TEXT,
    -- JSON, status to epoch ms. Always read and written with the message, so it needs no table of its own.
    status_times TEXT NOT NULL,
    failure TEXT,
    failure_at INTEGER,
    wamid TEXT UNIQUE,
    quoted_wamid TEXT,
    retry_of TEXT
  ) STRICT;
  CREATE INDEX messages_by_conversation ON messages (conversation_id, sort_key);
  -- A common word is searched for along this: newest first, stopping at the end of the page (search-messages.ts).
  CREATE INDEX messages_by_time ON messages (sort_key);
  CREATE INDEX messages_templates_sent ON messages (at) WHERE type = 'template' AND is_inbound = 0;
  CREATE INDEX messages_retries ON messages (retry_of) WHERE retry_of IS NOT NULL;

  CREATE VIRTUAL TABLE messages_fts USING fts5(
    text,
    content='messages', content_rowid='row_id', tokenize='unicode61 remove_diacritics 2', prefix='2 3'
  );
  CREATE TRIGGER messages_fts_insert AFTER INSERT ON messages BEGIN
    INSERT INTO messages_fts (rowid, text) VALUES (new.row_id, new.text);
  END;
  CREATE TRIGGER messages_fts_delete AFTER DELETE ON messages BEGIN
    INSERT INTO messages_fts (messages_fts, rowid, text) VALUES ('delete', old.row_id, old.text);
  END;
  CREATE TRIGGER messages_fts_update AFTER UPDATE OF text ON messages BEGIN
    INSERT INTO messages_fts (messages_fts, rowid, text) VALUES ('delete', old.row_id, old.text);
    INSERT INTO messages_fts (rowid, text) VALUES (new.row_id, new.text);
  END;

  -- The newest reaction of each side; emoji is null when it was taken back.
  CREATE TABLE reactions (
    target_wamid TEXT NOT NULL,
    is_inbound INTEGER NOT NULL,
    emoji TEXT,
    sort_key TEXT NOT NULL,
    PRIMARY KEY (target_wamid, is_inbound)
  ) STRICT, WITHOUT ROWID;

  -- Statuses that came before their message.
  CREATE TABLE pending_statuses (
    wamid TEXT NOT NULL,
    status TEXT NOT NULL,
    at INTEGER NOT NULL,
    message_id TEXT,
    failure TEXT,
    PRIMARY KEY (wamid, status, at)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX pending_statuses_by_message ON pending_statuses (message_id) WHERE message_id IS NOT NULL;

  -- base: the newest whole description; overlay: single fields heard later; data: both together.
  CREATE TABLE templates (
    id TEXT PRIMARY KEY,
    waba_id TEXT NOT NULL,
    base TEXT,
    overlay TEXT NOT NULL,
    data TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX templates_by_waba ON templates (waba_id);

  CREATE TABLE consents (
    person_key TEXT PRIMARY KEY,
    has_opted_out INTEGER NOT NULL,
    at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- Entries that this version could not use, kept whole for one that can.
  CREATE TABLE unprojected_events (
    id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    body TEXT NOT NULL,
    reason TEXT NOT NULL,
    kept_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

const ONLY_HERE = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE outbox (
    row_id INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id TEXT NOT NULL UNIQUE,
    person_key TEXT NOT NULL,
    channel_id TEXT NOT NULL,
    -- 'relay': handing it over again is safe. 'meta': it must never be sent twice.
    route TEXT NOT NULL CHECK (route IN ('relay', 'meta')),
    job TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('due', 'in-flight')),
    attempts INTEGER NOT NULL,
    due_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX outbox_by_person ON outbox (person_key, channel_id, row_id);

  -- Messages of an own number of which the relay does not yet know the latest.
  CREATE TABLE publish_queue (entry_id INTEGER PRIMARY KEY AUTOINCREMENT, message_id TEXT NOT NULL UNIQUE) STRICT;

  CREATE TABLE drafts (
    conversation_id TEXT PRIMARY KEY,
    text TEXT NOT NULL,
    updated_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE read_marks (conversation_id TEXT PRIMARY KEY, sort_key TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

export const firstSchema: Migration = {
  version: 1,
  up: (db) => {
    db.exec(PROJECTION);
    db.exec(ONLY_HERE);
  },
};
