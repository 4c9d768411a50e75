/**
 * Migrations in order; the table `schema_version` counts them. Never edit one that has shipped. Ids and keys compare byte by
 * byte ("C"), so that a prefix is a range and every server orders them alike. Bodies are text, not jsonb: they go out as
 * they came in.
 */
export const MIGRATIONS: readonly string[] = [
  `
  -- One row: the number of the newest entry. It moves in the transaction that appends, under the writers' lock.
  CREATE TABLE log_head (seq BIGINT NOT NULL);
  INSERT INTO log_head (seq) VALUES (0);

  CREATE TABLE events (
    seq BIGINT PRIMARY KEY,
    id TEXT COLLATE "C" NOT NULL UNIQUE,
    kind TEXT COLLATE "C" NOT NULL,
    person_key TEXT COLLATE "C",
    conversation_id TEXT COLLATE "C",
    owner_user_id TEXT COLLATE "C",
    channel_id TEXT COLLATE "C",
    compaction_key TEXT COLLATE "C",
    at BIGINT NOT NULL,
    body TEXT NOT NULL
  );
  CREATE UNIQUE INDEX events_compaction ON events (compaction_key) WHERE compaction_key IS NOT NULL;
  -- With the condition of histories.ts: the server uses a partial index only then.
  CREATE INDEX events_histories ON events (seq)
  WHERE kind IN ('message.received', 'message.sent', 'message.status', 'consent.recorded');
  CREATE INDEX events_access ON events (seq) WHERE kind = 'access.changed';

  CREATE TABLE people (
    person_key TEXT COLLATE "C" PRIMARY KEY,
    state TEXT NOT NULL
  );
  CREATE TABLE identities (
    identity TEXT COLLATE "C" PRIMARY KEY,
    person_key TEXT COLLATE "C" NOT NULL
  );
  CREATE TABLE record_people (
    person_key TEXT COLLATE "C" NOT NULL,
    record_id TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (person_key, record_id)
  );
  CREATE INDEX record_people_record ON record_people (record_id);

  CREATE TABLE threads (
    person_key TEXT COLLATE "C" NOT NULL,
    channel_id TEXT COLLATE "C" NOT NULL,
    conversation_id TEXT COLLATE "C" NOT NULL UNIQUE,
    owner_user_id TEXT COLLATE "C",
    -- JSON, null is nobody.
    former_owners TEXT,
    created_at BIGINT NOT NULL,
    last_sent_at BIGINT,
    PRIMARY KEY (person_key, channel_id, conversation_id)
  );
  CREATE INDEX threads_owner ON threads (owner_user_id);

  CREATE TABLE outbound (
    message_id TEXT COLLATE "C" PRIMARY KEY,
    wamid TEXT COLLATE "C" UNIQUE,
    conversation_id TEXT COLLATE "C" NOT NULL,
    person_key TEXT COLLATE "C" NOT NULL,
    channel_id TEXT COLLATE "C" NOT NULL,
    consultant_user_id TEXT COLLATE "C" NOT NULL,
    status TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    reports TEXT NOT NULL
  );
  CREATE INDEX outbound_conversation ON outbound (conversation_id, at);

  CREATE TABLE outbox (
    position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id TEXT COLLATE "C" NOT NULL UNIQUE,
    person_key TEXT COLLATE "C" NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'in-flight')),
    -- Which relay has it in flight (presence.ts), and since when by the server's clock.
    owner INTEGER,
    taken_at TIMESTAMPTZ,
    attempts INTEGER NOT NULL DEFAULT 0,
    due_at BIGINT NOT NULL,
    job TEXT NOT NULL
  );
  CREATE INDEX outbox_person ON outbox (person_key, position);

  CREATE TABLE devices (
    id TEXT COLLATE "C" PRIMARY KEY,
    user_id TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    token_hash TEXT COLLATE "C" NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT,
    revoked_at BIGINT
  );
  CREATE TABLE enrolment_codes (
    hash TEXT COLLATE "C" PRIMARY KEY,
    user_id TEXT COLLATE "C" NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
  );

  -- Sealed texts only (secrets/secret-box.ts), never in the log itself.
  CREATE TABLE secrets (
    name TEXT COLLATE "C" PRIMARY KEY,
    sealed TEXT NOT NULL
  );
  CREATE TABLE media (
    message_id TEXT COLLATE "C" PRIMARY KEY,
    state TEXT COLLATE "C" NOT NULL,
    received_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    size BIGINT NOT NULL,
    object_id TEXT COLLATE "C" UNIQUE,
    data TEXT NOT NULL
  );
  CREATE INDEX media_waiting ON media (due_at) WHERE state = 'waiting';
  CREATE INDEX media_ready ON media (received_at, size) WHERE state = 'ready';

  -- What Meta's messaging limit is counted from (reach-log.ts).
  CREATE TABLE inbound_times (
    person_key TEXT COLLATE "C" NOT NULL,
    channel_id TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (person_key, channel_id)
  );
  CREATE TABLE reached (
    person_key TEXT COLLATE "C" PRIMARY KEY,
    at BIGINT NOT NULL,
    message_id TEXT COLLATE "C" NOT NULL,
    earlier_at BIGINT
  );
  CREATE INDEX reached_at ON reached (at);
  CREATE INDEX reached_message ON reached (message_id);

  CREATE TABLE hooks (
    id TEXT COLLATE "C" PRIMARY KEY,
    state TEXT NOT NULL
  );
  CREATE TABLE hook_deliveries (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hook_id TEXT COLLATE "C" NOT NULL,
    delivery TEXT NOT NULL
  );
  CREATE INDEX hook_deliveries_hook ON hook_deliveries (hook_id, id);

  CREATE TABLE api_keys (
    id TEXT COLLATE "C" PRIMARY KEY,
    name TEXT NOT NULL,
    secret_hash TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT,
    revoked_at BIGINT
  );
  `,
  `
  -- The bytes of files (media/postgres-media-store.ts). Not compressed: nearly all of them are already.
  CREATE TABLE media_objects (
    id TEXT COLLATE "C" PRIMARY KEY,
    is_whole BOOLEAN NOT NULL DEFAULT false,
    written_at TIMESTAMPTZ NOT NULL DEFAULT now()
  );
  CREATE TABLE media_chunks (
    object_id TEXT COLLATE "C" NOT NULL,
    position INTEGER NOT NULL,
    bytes BYTEA STORAGE EXTERNAL NOT NULL,
    PRIMARY KEY (object_id, position)
  );
  `,
  `
  -- What retention looks along (retention.ts): both grow at their end only.
  CREATE INDEX events_age ON events (at) WHERE kind IN ('message.received', 'message.status', 'webhook.other');
  CREATE INDEX outbound_age ON outbound (at);
  -- When the newest message was sent of those that retention has removed.
  ALTER TABLE threads ADD COLUMN removed_sent_at BIGINT;
  `,
  `
  CREATE TABLE log_identity (id TEXT NOT NULL, generation TEXT NOT NULL);
  INSERT INTO log_identity VALUES (gen_random_uuid()::text, gen_random_uuid()::text);
  `,
  `
  -- What was filed on records is told to the CRM too: the index has the condition of histories.ts, word for word.
  DROP INDEX events_histories;
  CREATE INDEX events_histories ON events (seq)
  WHERE kind IN ('message.received', 'message.sent', 'message.status', 'consent.recorded', 'record.file');
  `,
];
