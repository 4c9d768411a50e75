import { constants } from 'node:fs';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { flush } from './flush.ts';

/** Copies every finished file of one media folder to another. Answers how many. */
export async function copyMedia(from: string, to: string): Promise<{ readonly files: number }> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  let files = 0;
  for (const shelf of await listFolders(from)) {
    const target = path.join(to, shelf);
    await mkdir(target, { recursive: true, mode: 0o700 });
    for (const name of await readdir(path.join(from, shelf))) {
      // What a running relay is still writing down, or has let go of by now, is not in the log's copy either.
      if (name.includes('.') || !(await copyIfThere(path.join(from, shelf, name), path.join(target, name))))
        continue;
      files += 1;
    }
    await flush(target);
  }
  return { files };
}

async function listFolders(directory: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function copyIfThere(from: string, to: string): Promise<boolean> {
  try {
    // A file is written once and never changed, so a file system that can may let both share it.
    await copyFile(from, to, constants.COPYFILE_FICLONE);
    await flush(to);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
