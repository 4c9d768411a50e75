import { type FileHandle, mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { AppError } from '../../shared/domain/app-error.ts';
import type { MediaStore } from './media-store.ts';

/** The log shares the disk: a file that fills it would cost replies. */
const LEAST_FREE_BYTES = 512 * 1024 * 1024;
const UNFINISHED = '.part';
const OBJECT_ID = /^[\da-f-]{36}$/;

/** Files in `directory`, readable by the relay's own user only. What `write` answered survives the loss of power. */
export function createFolderMediaStore(
  directory: string,
  leastFreeBytes: number = LEAST_FREE_BYTES,
): MediaStore {
  const locate = (objectId: string) => {
    // The ids are our own; a path never comes from outside.
    if (!OBJECT_ID.test(objectId)) throw new Error('Not the id of an object.');
    return path.join(directory, objectId.slice(-2), objectId);
  };
  return {
    async write(source) {
      const objectId = uuidv7();
      const file = locate(objectId);
      const unfinished = `${file}${UNFINISHED}`;
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      await checkSpace(directory, leastFreeBytes);
      try {
        await writeWhole(unfinished, source);
        await rename(unfinished, file);
        await flush(path.dirname(file));
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
      return objectId;
    },
    async read(objectId, range) {
      const handle = await openIfThere(locate(objectId));
      return handle?.createReadStream({ ...range, autoClose: true });
    },
    async delete(objectId) {
      await rm(locate(objectId), { force: true });
      await rm(`${locate(objectId)}${UNFINISHED}`, { force: true });
    },
    listOlderThan: (before) => listOlderThan(directory, before),
    close: async () => {},
  };
}

async function writeWhole(file: string, source: AsyncIterable<Uint8Array>): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    for await (const chunk of source) await handle.writeFile(chunk);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Of a directory: makes a new name in it last. */
async function flush(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function checkSpace(directory: string, leastFreeBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  if (bavail * bsize >= leastFreeBytes) return;
  throw new AppError('database', 'The relay’s disk is nearly full. Tell your administrator.', {
    retryable: true,
  });
}

async function openIfThere(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(file, 'r');
  } catch (error) {
    // Opening throws errors of the system only.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function* listOlderThan(directory: string, before: number): AsyncGenerator<string> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const objectId = entry.name.replace(UNFINISHED, '');
    if (!entry.isFile() || !OBJECT_ID.test(objectId)) continue;
    const { mtimeMs } = await stat(path.join(entry.parentPath, entry.name));
    if (mtimeMs < before) yield objectId;
  }
}
