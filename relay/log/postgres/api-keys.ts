import { z } from 'zod';
import { type ApiKeyReader, type ApiKeyState, type ApiKeyWriter, apiKeyScopeSchema } from '../api-key-log.ts';
import type { Sql } from './sql.ts';

type ApiKeyRow = {
  readonly id: string;
  readonly name: string;
  readonly secret_hash: string;
  readonly scopes: string;
  readonly created_at: number;
  readonly last_used_at: number | null;
  readonly revoked_at: number | null;
};

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

const scopesSchema = z.array(apiKeyScopeSchema);

function toApiKey(row: ApiKeyRow): ApiKeyState {
  return {
    id: row.id,
    name: row.name,
    secretHash: row.secret_hash,
    scopes: scopesSchema.parse(JSON.parse(row.scopes)),
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at ?? undefined,
    revokedAt: row.revoked_at ?? undefined,
  };
}
