import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../shared/domain/app-error.ts';
import type { AdminContext } from '../context.ts';
import { API_KEY_SCOPES, type ApiKeyScope, type ApiKeyState, apiKeyScopeSchema } from '../log/api-key-log.ts';
import type { LogReader } from '../log/relay-log.ts';
import { readBearer } from './authenticate.ts';
import { createToken, hashToken } from './secrets.ts';

const ID_BYTES = 6;
/** `crm_` lets scanners of leaked secrets and people recognise a key. */
const KEY_SHAPE = /^crm_([0-9a-f]{12})_([\w-]{43})$/;

const newKeySchema = z.object({
  name: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N} ._@-]{1,60}$/u, 'name must have 1 to 60 letters, digits, spaces or any of . _ - @'),
  scopes: z
    .array(apiKeyScopeSchema, `scopes must be some of ${API_KEY_SCOPES.join(', ')}`)
    .min(1, `scopes must be some of ${API_KEY_SCOPES.join(', ')}`),
});

/** Makes a key for a program of the agency. `key` is shown this once; the relay keeps its hash. Throws AppError. */
export async function addApiKey(
  { log, now, randomBytes }: AdminContext,
  given: { readonly name: string; readonly scopes: readonly string[] },
): Promise<{ readonly key: string; readonly state: ApiKeyState }> {
  const parsed = newKeySchema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const sentence = issue?.path[0] === 'scopes' ? SCOPES_SENTENCE : `The ${issue?.message}.`;
    throw new AppError('invalid-input', sentence);
  }
  const secret = createToken(randomBytes);
  const state: ApiKeyState = {
    id: Buffer.from(randomBytes(ID_BYTES)).toString('hex'),
    name: parsed.data.name,
    secretHash: hashToken(secret),
    scopes: [...new Set(parsed.data.scopes)],
    createdAt: now(),
    lastUsedAt: undefined,
    revokedAt: undefined,
  };
  await log.write(async (transaction) => {
    if ((await findActive(transaction, state.name)) !== undefined) {
      throw new AppError('conflict', `There is an API key named ${state.name} already. Revoke it first.`);
    }
    await transaction.saveApiKey(state);
  });
  return { key: `crm_${state.id}_${secret}`, state };
}

const SCOPES_SENTENCE = `The scopes must be some of ${API_KEY_SCOPES.join(', ')}.`;

/** From now on the key opens nothing. `name` may also be the key's id. Throws AppError `not-found`. */
export async function revokeApiKey({ log, now }: AdminContext, name: string): Promise<ApiKeyState> {
  return log.write(async (transaction) => {
    const key = await findActive(transaction, name);
    if (key === undefined) throw new AppError('not-found', `There is no API key named ${name.trim()}.`);
    await transaction.revokeApiKey(key.id, now());
    return key;
  });
}

/** What became of a call with an API key. */
export type KeyCheck =
  | { readonly kind: 'admitted'; readonly key: ApiKeyState }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'lacks-scope'; readonly key: ApiKeyState };

/** Whether the key of `Authorization: Bearer …` may do this. The secret is compared in constant time. */
export async function checkApiKey(
  log: Pick<LogReader, 'findApiKey'>,
  authorization: unknown,
  scope: ApiKeyScope,
): Promise<KeyCheck> {
  const [, id, secret] = KEY_SHAPE.exec(readBearer(authorization) ?? '') ?? [];
  if (id === undefined || secret === undefined) return { kind: 'unknown' };
  const key = await log.findApiKey(id);
  if (key === undefined || key.revokedAt !== undefined) return { kind: 'unknown' };
  const isRight = timingSafeEqual(Buffer.from(hashToken(secret)), Buffer.from(key.secretHash));
  if (!isRight) return { kind: 'unknown' };
  return key.scopes.includes(scope) ? { kind: 'admitted', key } : { kind: 'lacks-scope', key };
}

async function findActive(log: LogReader, name: string): Promise<ApiKeyState | undefined> {
  const wanted = name.trim().toLowerCase();
  const keys = await log.listApiKeys();
  return keys.find(
    (key) => key.revokedAt === undefined && (key.name.toLowerCase() === wanted || key.id === wanted),
  );
}
