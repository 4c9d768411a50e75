import type { ApiKeyReader, ApiKeyWriter } from '../api-key-log.ts';
import type { Sql } from './sql.ts';
import { type ApiKeyRow, toApiKey } from '../rows/api-key-row.ts';

export function createApiKeyReader(sql: Sql): ApiKeyReader {
  return {
    async findApiKey(id) {
      const [row] = await sql<ApiKeyRow>('SELECT * FROM api_keys WHERE id = $1', [id]);
      return row && toApiKey(row);
    },
    async listApiKeys() {
      return (await sql<ApiKeyRow>('SELECT * FROM api_keys ORDER BY created_at, id')).map(toApiKey);
    },
  };
}

export function createApiKeyWriter(sql: Sql): ApiKeyWriter {
  return {
    async saveApiKey(key) {
      await sql(
        'INSERT INTO api_keys (id, name, secret_hash, scopes, created_at) VALUES ($1, $2, $3, $4, $5)',
        [key.id, key.name, key.secretHash, JSON.stringify(key.scopes), key.createdAt],
      );
    },
    async touchApiKey(id, at) {
      await sql('UPDATE api_keys SET last_used_at = $2 WHERE id = $1', [id, at]);
    },
    async revokeApiKey(id, at) {
      const rows = await sql(
        'UPDATE api_keys SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING id',
        [id, at],
      );
      return rows.length > 0;
    },
  };
}
