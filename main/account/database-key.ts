import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { DAMAGED_SUFFIX, NEW_SUFFIX, SIDE_FILES } from '../db/database-files.ts';
import type { SecretBox } from './secret-box.ts';

/**
 * The key of this user's cache: 64 hex digits, made once and kept in the keychain. Without a real keychain a new one is
 * made at every start, and what an earlier one had encrypted is removed: it can never be read again.
 */
export async function getDatabaseKey(options: {
  readonly userId: string;
  readonly databasePath: string;
  readonly secrets: SecretBox;
}): Promise<string> {
  const kept = await options.secrets.find(options.userId, 'database-key');
  if (kept !== undefined) return kept;
  await removeDatabase(options.databasePath);
  const key = randomBytes(32).toString('hex');
  await options.secrets.keep(options.userId, 'database-key', key);
  return key;
}

/** Each user of a computer account has a cache of their own. */
export function databaseName(userId: string): string {
  return `cache-${userId.replace(/[^\w-]/g, '_')}.db`;
}

/** Removes a cache and what belongs to it: one that was set aside, and one that was being made, too. */
export async function removeDatabase(path: string): Promise<void> {
  const paths = [path, `${path}${DAMAGED_SUFFIX}`, `${path}${NEW_SUFFIX}`];
  const all = paths.flatMap((one) => SIDE_FILES.map((suffix) => `${one}${suffix}`));
  await Promise.all(all.map((one) => rm(one, { force: true })));
}
