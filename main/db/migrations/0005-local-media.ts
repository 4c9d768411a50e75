import type { Migration } from '../migration.ts';

/**
 * Files on this computer, one row for each that can be fetched from here (`source`: the relay, or Meta for the user's own
 * number). What the file is called and what it should be stands with its message and in `media_files`. `file_key` opens
 * the encrypted file `object_id` and is nowhere else, so a row that is deleted takes its file with it. Times are epoch ms.
 */
export const localMedia: Migration = {
  version: 5,
  up: (db) =>
    db.exec(`
      CREATE TABLE local_media (
        message_id TEXT PRIMARY KEY,
        conversation_id TEXT NOT NULL,
        source TEXT NOT NULL,
        at INTEGER NOT NULL,
        state TEXT NOT NULL,
        is_asked INTEGER NOT NULL DEFAULT 0,
        attempts INTEGER NOT NULL DEFAULT 0,
        due_at INTEGER NOT NULL DEFAULT 0,
        problem TEXT,
        object_id TEXT,
        file_key TEXT,
        size INTEGER,
        sha256 TEXT,
        used_at INTEGER NOT NULL DEFAULT 0
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX local_media_waiting ON local_media (is_asked, at) WHERE state = 'waiting';
      CREATE INDEX local_media_here ON local_media (source, used_at) WHERE state = 'here';
      CREATE INDEX local_media_by_object ON local_media (object_id) WHERE object_id IS NOT NULL;
      CREATE INDEX local_media_by_conversation ON local_media (conversation_id);
      CREATE INDEX conversations_by_channel ON conversations (channel_id);

      -- Files of messages that came before this version.
      INSERT INTO local_media (message_id, conversation_id, source, at, state)
      SELECT message_id, conversation_id, 'relay', data ->> '$.at', 'waiting'
      FROM media_files WHERE data ->> '$.state' = 'ready';
      INSERT OR IGNORE INTO local_media (message_id, conversation_id, source, at, state)
      SELECT m.id, m.conversation_id, 'meta', m.at, 'waiting'
      FROM messages m JOIN conversations c ON c.id = m.conversation_id JOIN channels h ON h.id = c.channel_id
      WHERE m.is_inbound = 1 AND m.content ->> '$.media.mediaId' IS NOT NULL AND h.kind = 'own'
        AND h.owner_user_id = (SELECT value ->> '$.id' FROM meta WHERE key = 'user');
    `),
};
