import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../shared/domain/app-error.ts';
import { RESTORE_FOLDER } from '../log/sqlite/open-database.ts';
import { openSqliteLog } from '../log/sqlite/open-sqlite-log.ts';
import { type BackupManifest, examine, exists, readManifest } from './back-up.ts';
import { claimDirectory } from './claim-directory.ts';
import { copyMedia } from './copy-media.ts';
import { flush } from './flush.ts';

/** What a restore puts in place, and moves aside. The key of the secrets stays where it is. */
const PARTS = ['relay.db', 'relay.db-wal', 'relay.db-shm', 'media'];

export type Restored = BackupManifest & {
  /** Where the data that was replaced is now; undefined when there was none. */
  readonly asideDirectory: string | undefined;
};

/**
 * Puts a backup in place of the data in `dataDirectory`. Refuses while a relay runs there, and where there is data already
 * unless it may be replaced: then it is moved aside, not deleted. Copied and looked through first, then renamed: interrupted
 * before that nothing has changed, and after it a relay refuses to start until the restore is run again. Throws AppError.
 */
export async function restore(
  backupDirectory: string,
  dataDirectory: string,
  options: { readonly mayReplace: boolean; readonly now: number },
): Promise<Restored> {
  const manifest = await readManifest(backupDirectory);
  const claim = claimDirectory(dataDirectory);
  try {
    const stage = path.join(dataDirectory, RESTORE_FOLDER);
    const hasLog = await exists(path.join(dataDirectory, 'relay.db'));
    if (hasLog && !options.mayReplace) throw new AppError('conflict', KEEPS_DATA);
    await rm(stage, { recursive: true, force: true });
    await copyToStage(backupDirectory, stage);
    const asideDirectory = await moveAside(dataDirectory, options.now);
    await moveAll(stage, dataDirectory);
    await rm(stage, { recursive: true });
    await flush(dataDirectory);
    return { ...manifest, asideDirectory };
  } finally {
    claim.release();
  }
}

const KEEPS_DATA =
  'There is a log here already. With --replace it is moved aside and the backup takes its place.';

async function copyToStage(backupDirectory: string, stage: string): Promise<void> {
  await mkdir(stage, { mode: 0o700 });
  try {
    await copyFile(path.join(backupDirectory, 'relay.db'), path.join(stage, 'relay.db'));
    await examine(stage);
    // Desktops that have read further than the backup must notice.
    await renewLogId(stage);
    await copyMedia(path.join(backupDirectory, 'media'), path.join(stage, 'media'));
    await flush(path.join(stage, 'relay.db'));
    await flush(stage);
  } catch (error) {
    await rm(stage, { recursive: true, force: true });
    throw error;
  }
}

async function renewLogId(directory: string): Promise<void> {
  const log = openSqliteLog(directory);
  try {
    await log.write((transaction) => transaction.renewLogId());
  } finally {
    await log.close();
  }
}

/** Also what a restore left that was interrupted here: files without their log. */
async function moveAside(dataDirectory: string, now: number): Promise<string | undefined> {
  const present = await readdir(dataDirectory);
  if (!PARTS.some((part) => present.includes(part))) return undefined;
  const name = `before-restore-${new Date(now).toISOString().replaceAll(':', '-').replace(/\.\d+/, '')}`;
  const aside = path.join(dataDirectory, name);
  await mkdir(aside, { mode: 0o700 });
  await moveAll(dataDirectory, aside);
  return aside;
}

async function moveAll(from: string, to: string): Promise<void> {
  const present = new Set(await readdir(from));
  for (const part of PARTS) if (present.has(part)) await rename(path.join(from, part), path.join(to, part));
  await flush(to);
}
