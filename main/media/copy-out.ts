import { chmod, mkdir, open, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../shared/domain/app-error.ts';
import { mayOpen } from '../../shared/domain/media-types.ts';
import type { MediaHere } from '../db/local-media.ts';
import { DamagedFileError, type MediaVault } from './media-vault.ts';

/** A file for another program; `folder` keeps it apart from others of the same name. */
export type NamedBytes = {
  readonly fileName: string;
  readonly folder: string;
  readonly bytes: AsyncIterable<Uint8Array>;
};

/** All of a file that is here. Throws DamagedFileError when it cannot be read. */
export function readAll(here: MediaHere, vault: MediaVault): Promise<AsyncIterable<Uint8Array>> {
  return vault.read(here, here.size, { start: 0, end: here.size - 1 });
}

/**
 * Writes a plain copy of a file. On Windows it is marked as coming from the internet, so that Office opens it in its
 * protected view and Windows warns before it runs anything. Throws AppError when it cannot be written, DamagedFileError when it
 * cannot be read.
 */
export async function copyOut(
  bytes: AsyncIterable<Uint8Array>,
  path: string,
  platform: NodeJS.Platform,
): Promise<void> {
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
    if (cause instanceof DamagedFileError || cause instanceof AppError) throw cause;
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
  { fileName, folder: own, bytes }: NamedBytes,
  folder: string,
  platform: NodeJS.Platform,
): Promise<string> {
  if (!mayOpen(fileName)) {
    throw new AppError(
      'forbidden',
      'Files of this kind are not opened from a chat, because they could harm this computer. Save it, and open it only if you trust it.',
    );
  }
  const path = join(folder, basename(own), basename(fileName));
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  // A copy that is still there may be read-only.
  await rm(path, { force: true });
  await copyOut(bytes, path, platform);
  // What is changed in a copy would be lost: a program is told so by what it may do.
  await chmod(path, 0o400);
  return path;
}
