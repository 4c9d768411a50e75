import { z } from 'zod';
import { type ApiKeyState, apiKeyScopeSchema } from '../api-key-log.ts';

/** A row of `api_keys`, the same in both engines. */
export type ApiKeyRow = {
  readonly id: string;
  readonly name: string;
  readonly secret_hash: string;
  readonly scopes: string;
  readonly created_at: number;
  readonly last_used_at: number | null;
  readonly revoked_at: number | null;
};

const scopesSchema = z.array(apiKeyScopeSchema);

/** What the row says. Throws when its scopes are none of ours. */
export function toApiKey(row: ApiKeyRow): ApiKeyState {
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
