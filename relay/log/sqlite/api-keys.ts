import type { Database } from 'better-sqlite3';
import type { ApiKeyReader, ApiKeyWriter } from '../api-key-log.ts';
import { type ApiKeyRow, toApiKey } from '../rows/api-key-row.ts';

export function createApiKeyReader(database: Database): ApiKeyReader {
  const byId = database.prepare<[string], ApiKeyRow>('SELECT * FROM api_keys WHERE id = ?');
  const all = database.prepare<[], ApiKeyRow>('SELECT * FROM api_keys ORDER BY created_at, id');
  return {
    async findApiKey(id) {
      const row = byId.get(id);
      return row && toApiKey(row);
    },
    async listApiKeys() {
      return all.all().map(toApiKey);
    },
  };
}

export function createApiKeyWriter(database: Database): ApiKeyWriter {
  const save = database.prepare(
    'INSERT INTO api_keys (id, name, secret_hash, scopes, created_at) VALUES (?, ?, ?, ?, ?)',
  );
  const touch = database.prepare('UPDATE api_keys SET last_used_at = ? WHERE id = ?');
  const revoke = database.prepare('UPDATE api_keys SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL');
  return {
    async saveApiKey(key) {
      save.run(key.id, key.name, key.secretHash, JSON.stringify(key.scopes), key.createdAt);
    },
    async touchApiKey(id, at) {
      touch.run(at, id);
    },
    async revokeApiKey(id, at) {
      return revoke.run(at, id).changes > 0;
    },
  };
}
