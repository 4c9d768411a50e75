import { chmod, mkdir, open, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../shared/domain/app-error.ts';
import { mayOpen } from '../../shared/domain/media-types.ts';
import type { MediaHere } from '../db/local-media.ts';
import { DamagedFileError, type MediaVault } from './media-vault.ts';

/**
 * Writes a plain copy of a file. On Windows it is marked as coming from the internet, so that Office opens it in its
 * protected view and Windows warns before it runs anything. Throws AppError when it cannot be written, DamagedFileError when it
 * cannot be read.
 */
export async function copyOut(
  here: MediaHere,
  vault: MediaVault,
  path: string,
  platform: NodeJS.Platform,
): Promise<void> {
  const bytes = await vault.read(here, here.size, { start: 0, end: here.size - 1 });
  try {
    const handle = await open(path, 'w', 0o600);
    try {
      for await (const chunk of bytes) await handle.writeFile(chunk);
    } finally {
      await handle.close();
    }
    if (platform === 'win32') await writeFile(`${path}:Zone.Identifier`, MARK_OF_THE_WEB);
  } catch (cause) {
    await rm(path, { force: true });
    if (cause instanceof DamagedFileError) throw cause;
    throw new AppError(
      'internal',
      'The file could not be written. Check the disk and the folder, and try again.',
      {
        cause,
        retryable: true,
      },
    );
  }
}

/** Source: Microsoft, Zone.Identifier: 3 is the internet. */
const MARK_OF_THE_WEB = '[ZoneTransfer]\r\nZoneId=3\r\n';

/**
 * A copy under the file's own name, for another program to open, in a folder of its own that is emptied when the app
 * starts and ends. Answers its path. Throws AppError `forbidden` for a file that could run.
 */
export async function copyToOpen(
  here: MediaHere,
  vault: MediaVault,
  folder: string,
  platform: NodeJS.Platform,
): Promise<string> {
  if (!mayOpen(here.fileName)) {
    throw new AppError(
      'forbidden',
      'Files of this kind are not opened from a chat, because they could harm this computer. Save it, and open it only if you trust it.',
    );
  }
  const path = join(folder, here.messageId, basename(here.fileName));
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  // A copy that is still there may be read-only.
  await rm(path, { force: true });
  await copyOut(here, vault, path, platform);
  // What is changed in a copy would be lost: a program is told so by what it may do.
  await chmod(path, 0o400);
  return path;
}
