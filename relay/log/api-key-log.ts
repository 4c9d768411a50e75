import { z } from 'zod';

/** What a program of the agency (its CRM) may do. */
export const API_KEY_SCOPES = ['records:read', 'records:write', 'histories:read'] as const;
export const apiKeyScopeSchema = z.enum(API_KEY_SCOPES);
export type ApiKeyScope = z.infer<typeof apiKeyScopeSchema>;

export type ApiKeyState = {
  /** The readable part of the key: it tells keys apart and opens nothing. */
  readonly id: string;
  readonly name: string;
  /** SHA-256 of the secret part, hex. */
  readonly secretHash: string;
  readonly scopes: readonly ApiKeyScope[];
  readonly createdAt: number;
  readonly lastUsedAt: number | undefined;
  readonly revokedAt: number | undefined;
};

export type ApiKeyReader = {
  findApiKey(id: string): Promise<ApiKeyState | undefined>;
  /** Also those that were revoked, oldest first. */
  listApiKeys(): Promise<readonly ApiKeyState[]>;
};

export type ApiKeyWriter = {
  saveApiKey(key: ApiKeyState): Promise<void>;
  touchApiKey(id: string, at: number): Promise<void>;
  /** False when there is no such key, or it was revoked before. */
  revokeApiKey(id: string, at: number): Promise<boolean>;
};
