/** Migrations in order; `user_version` counts them. Never edit one that has shipped. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE events (
    -- AUTOINCREMENT: compaction may delete the newest row, and its number must never come again.
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    person_key TEXT,
    conversation_id TEXT,
    owner_user_id TEXT,
    channel_id TEXT,
    compaction_key TEXT,
    at INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX events_compaction ON events (compaction_key) WHERE compaction_key IS NOT NULL;

  CREATE TABLE people (
    person_key TEXT PRIMARY KEY,
    state TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE identities (
    identity TEXT PRIMARY KEY,
    person_key TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE threads (
    person_key TEXT NOT NULL,
    channel_id TEXT NOT NULL,
    conversation_id TEXT NOT NULL UNIQUE,
    owner_user_id TEXT,
    created_at INTEGER NOT NULL,
    last_sent_at INTEGER,
    PRIMARY KEY (person_key, channel_id, conversation_id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE outbound (
    message_id TEXT PRIMARY KEY,
    wamid TEXT UNIQUE,
    conversation_id TEXT NOT NULL,
    person_key TEXT NOT NULL,
    channel_id TEXT NOT NULL,
    consultant_user_id TEXT NOT NULL,
    status TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX outbound_conversation ON outbound (conversation_id, at);

  CREATE TABLE outbox (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id TEXT NOT NULL UNIQUE,
    person_key TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'in-flight')),
    attempts INTEGER NOT NULL DEFAULT 0,
    due_at INTEGER NOT NULL,
    job TEXT NOT NULL
  ) STRICT;
  CREATE INDEX outbox_person ON outbox (person_key, position);

  CREATE TABLE devices (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    name TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER,
    revoked_at INTEGER
  ) STRICT;
  CREATE TABLE enrolment_codes (
    hash TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
  ) STRICT;
  `,
  `
  -- Sealed texts only (secrets/secret-box.ts), never in the log itself.
  CREATE TABLE secrets (
    name TEXT PRIMARY KEY,
    sealed TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE api_keys (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    secret_hash TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER,
    revoked_at INTEGER
  ) STRICT;

  -- Who is on which record: what the CRM is told of a message names the records.
  CREATE TABLE record_people (
    person_key TEXT NOT NULL,
    record_id TEXT NOT NULL,
    PRIMARY KEY (person_key, record_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX record_people_record ON record_people (record_id);
  INSERT OR IGNORE INTO record_people (person_key, record_id)
  SELECT person_key_of(phone.value ->> '$.e164'), events.body ->> '$.id'
  FROM events, json_each(events.body, '$.phones') AS phone
  WHERE events.kind = 'record.upserted' AND phone.value ->> '$.e164' IS NOT NULL;
  `,
  `
  -- Which opening of the log has the job in flight: what a dead one left behind is in doubt, what a live one has is not.
  ALTER TABLE outbox ADD COLUMN owner TEXT;
  `,
  `
  -- Ids without a unique index, which entry-ids.ts explains. The number of a deleted row still never comes again.
  CREATE TABLE events_next (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    person_key TEXT,
    conversation_id TEXT,
    owner_user_id TEXT,
    channel_id TEXT,
    compaction_key TEXT,
    at INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  INSERT INTO events_next SELECT * FROM events ORDER BY seq;
  DELETE FROM sqlite_sequence WHERE name = 'events_next';
  INSERT INTO sqlite_sequence (name, seq) SELECT 'events_next', seq FROM sqlite_sequence WHERE name = 'events';
  DROP TABLE events;
  ALTER TABLE events_next RENAME TO events;
  CREATE UNIQUE INDEX events_compaction ON events (compaction_key) WHERE compaction_key IS NOT NULL;

  CREATE TABLE entry_ids (
    id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  INSERT INTO entry_ids SELECT id, seq FROM events WHERE compaction_key IS NULL ORDER BY id;
  -- One row: up to which entry the table is complete.
  CREATE TABLE entry_ids_reach (seq INTEGER NOT NULL) STRICT;
  INSERT INTO entry_ids_reach SELECT coalesce(max(seq), 0) FROM events;
  CREATE TRIGGER events_deleted AFTER DELETE ON events WHEN old.compaction_key IS NULL BEGIN
    DELETE FROM entry_ids WHERE id = old.id;
  END;
  `,
  `
  -- Word for word the condition of histories.ts: SQLite uses a partial index only then.
  CREATE INDEX events_histories ON events (seq)
  WHERE kind IN ('message.received', 'message.sent', 'message.status', 'consent.recorded');
  INSERT INTO events (id, kind, person_key, at, body)
  SELECT 'consent-change:' || person_key || ':' || coalesce(body ->> '$.messageId', (body ->> '$.source') || ':' || at)
    || ':' || iif(body ->> '$.hasOptedOut', 'stop', 'start'),
    'consent.recorded', person_key, at, body
  FROM events WHERE kind = 'consent.changed';
  `,
  `
  -- Who may see what: whose a conversation was before (JSON, null is nobody), and what its readers look for.
  ALTER TABLE threads ADD COLUMN former_owners TEXT;
  CREATE INDEX threads_owner ON threads (owner_user_id);
  CREATE INDEX events_access ON events (seq) WHERE kind = 'access.changed';
  `,
  `
  -- What the CRM is told of a message beside the message itself.
  ALTER TABLE outbound ADD COLUMN reports TEXT NOT NULL DEFAULT '[]';
  CREATE TEMP TABLE report (wamid TEXT, at INTEGER, report TEXT);
  INSERT INTO report
  SELECT body ->> '$.wamid', at, json_patch(
    json_object('status', body ->> '$.status', 'at', at),
    json_object('failure', body -> '$.failure', 'pricing', body -> '$.pricing'))
  FROM events WHERE kind = 'message.status';
  CREATE INDEX temp.report_wamid ON report (wamid, at);
  UPDATE outbound SET reports = (
    SELECT json_group_array(json(report)) FROM (SELECT report FROM report WHERE report.wamid = outbound.wamid ORDER BY at)
  );
  DROP TABLE report;
  `,
  `
  CREATE TABLE media (
    message_id TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    size INTEGER NOT NULL,
    object_id TEXT UNIQUE,
    data TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX media_waiting ON media (due_at) WHERE state = 'waiting';
  CREATE INDEX media_ready ON media (received_at, size) WHERE state = 'ready';
  `,
  `
  -- What Meta's messaging limit is counted from (reach-log.ts).
  CREATE TABLE inbound_times (
    person_key TEXT NOT NULL,
    channel_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (person_key, channel_id)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO inbound_times
  SELECT person_key, channel_id, max(at) FROM events
  WHERE kind = 'message.received' AND body ->> '$.content.type' NOT IN ('reaction', 'system', 'edit', 'revoke')
  GROUP BY person_key, channel_id;
  CREATE TABLE reached (
    person_key TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    message_id TEXT NOT NULL,
    earlier_at INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX reached_at ON reached (at);
  CREATE INDEX reached_message ON reached (message_id);
  `,
  `
  CREATE TABLE hooks (
    id TEXT PRIMARY KEY,
    state TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE hook_deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    hook_id TEXT NOT NULL,
    delivery TEXT NOT NULL
  ) STRICT;
  CREATE INDEX hook_deliveries_hook ON hook_deliveries (hook_id, id);
  `,
  `
  -- What retention looks along (retention.ts): both grow at their end only.
  CREATE INDEX events_age ON events (at) WHERE kind IN ('message.received', 'message.status', 'webhook.other');
  CREATE INDEX outbound_age ON outbound (at);
  -- When the newest message was sent of those that retention has removed.
  ALTER TABLE threads ADD COLUMN removed_sent_at INTEGER;
  `,
  `
  CREATE TABLE log_identity (id TEXT NOT NULL, generation TEXT NOT NULL) STRICT;
  INSERT INTO log_identity VALUES (lower(hex(randomblob(16))), lower(hex(randomblob(8))));
  `,
  `
  -- What was filed on records is told to the CRM too: the index has the condition of histories.ts, word for word.
  DROP INDEX events_histories;
  CREATE INDEX events_histories ON events (seq)
  WHERE kind IN ('message.received', 'message.sent', 'message.status', 'consent.recorded', 'record.file');
  `,
];
