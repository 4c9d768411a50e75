import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { AppError } from '../../shared/domain/app-error.ts';
import { openSqliteLog } from '../log/sqlite/open-sqlite-log.ts';
import { copyMedia } from './copy-media.ts';
import { flush } from './flush.ts';

const MANIFEST = 'backup.json';
const manifestSchema = z.object({
  format: z.literal(1),
  /** ISO 8601. */
  createdAt: z.string(),
  head: z.number().int().nonnegative(),
  files: z.number().int().nonnegative(),
});
export type BackupManifest = z.infer<typeof manifestSchema>;

/**
 * Copies the log and its files, while a relay serves them, into a new folder in `into`. The log's copy is of one instant
 * and has been looked through; the folder has its name only when all of it is on the disk. The key of the secrets is not
 * copied: who has the backup alone cannot open them. Throws AppError, and leaves nothing behind.
 */
export async function backUp(
  dataDirectory: string,
  into: string,
  now: number,
): Promise<BackupManifest & { readonly directory: string }> {
  const createdAt = new Date(now).toISOString();
  const directory = path.join(into, `relay-${createdAt.replaceAll(':', '-').replace(/\.\d+/, '')}`);
  const partial = `${directory}.partial`;
  if (await exists(directory)) throw new AppError('conflict', `There is a backup in ${directory} already.`);
  await mkdir(partial, { recursive: true, mode: 0o700 });
  try {
    await copyLog(path.join(dataDirectory, 'relay.db'), path.join(partial, 'relay.db'));
    const head = await examine(partial);
    // After the log: a file that it names is there, unless the relay has let go of it since.
    const { files } = await copyMedia(path.join(dataDirectory, 'media'), path.join(partial, 'media'));
    const manifest: BackupManifest = { format: 1, createdAt, head, files };
    await writeFile(path.join(partial, MANIFEST), `${JSON.stringify(manifest, undefined, 2)}\n`, {
      mode: 0o600,
    });
    for (const name of ['relay.db', MANIFEST, '.']) await flush(path.join(partial, name));
    await rename(partial, directory);
    await flush(into);
    return { ...manifest, directory };
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

/** What a backup says about itself. Throws AppError when the folder is not one. */
export async function readManifest(directory: string): Promise<BackupManifest> {
  const text = await readFile(path.join(directory, MANIFEST), 'utf8').catch(() => '');
  const parsed = manifestSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new AppError(
    'invalid-input',
    `${directory} is not a backup of a relay: it has no readable ${MANIFEST}.`,
  );
}

/** Looks through a log that nobody serves; answers its newest entry. Throws AppError with what is wrong with it. */
export async function examine(directory: string): Promise<number> {
  const log = openSqliteLog(directory);
  try {
    const faults = await log.findFaults();
    if (faults.length > 0)
      throw new AppError('database', `The copy of the log is not sound: ${faults.join(' ')}`);
    return await log.findHead();
  } finally {
    await log.close();
  }
}

/** All pages in one step: in several, each commit of the relay in between would make it begin again. */
async function copyLog(from: string, to: string): Promise<void> {
  if (!(await exists(from))) throw new AppError('not-found', `There is no log in ${path.dirname(from)}.`);
  const source = new Database(from, { readonly: true, timeout: 5_000 });
  try {
    await source.backup(to, { progress: ({ totalPages }) => Math.max(totalPages, 1_000_000) });
  } finally {
    source.close();
  }
}

export async function exists(place: string): Promise<boolean> {
  return stat(place).then(
    () => true,
    () => false,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
