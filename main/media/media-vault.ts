import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { ByteRange } from '../../shared/domain/byte-range.ts';
import type { MediaObject } from '../db/local-media.ts';
import { CHUNK_BYTES, SEALED_BYTES, openChunk, sealChunk } from './media-cipher.ts';

/** A file that is being written. What is whole of it survives a crash. */
export type MediaPart = {
  /** Bytes that an earlier attempt left here, and that can be read. */
  readonly keptBytes: number;
  write(bytes: Uint8Array): Promise<void>;
  /** Makes it a file that can be read. `sha256` in hex, over everything from the first byte. */
  finish(): Promise<{ readonly size: number; readonly sha256: string }>;
  /** Leaves it for a later attempt. */
  close(): Promise<void>;
};

/** Encrypted files in a folder. They mean nothing without their keys, which stand in the database. */
export type MediaVault = {
  openPart(object: MediaObject): Promise<MediaPart>;
  /** Throws DamagedFileError, also while the bytes come. `size` is of the whole file. */
  read(object: MediaObject, size: number, range: ByteRange): Promise<AsyncIterable<Uint8Array>>;
  delete(objectId: string): Promise<void>;
  listObjectIds(): Promise<readonly string[]>;
  /** Bytes that are free on its disk. */
  measureFree(): Promise<number>;
};

/** What lies on the disk is not what was written there. */
export class DamagedFileError extends Error {
  constructor(cause?: unknown) {
    super('The file on the disk is damaged.', { cause });
    this.name = 'DamagedFileError';
  }
}

const UNFINISHED = '.part';
const OBJECT_ID = /^[\da-f-]{36}$/;

export function createMediaVault(folder: string): MediaVault {
  const locate = (objectId: string) => {
    // The ids are our own; a path never comes from outside.
    if (!OBJECT_ID.test(objectId)) throw new Error('Not the id of an object.');
    return join(folder, objectId);
  };
  return {
    async openPart({ objectId, fileKey }) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = locate(objectId);
      const handle = await open(`${file}${UNFINISHED}`, 'a+', 0o600);
      try {
        return await resume(handle, fileKey, () => rename(`${file}${UNFINISHED}`, file));
      } catch (error) {
        await handle.close();
        throw error;
      }
    },
    async read({ objectId, fileKey }, size, range) {
      const file = locate(objectId);
      // Told before an answer begins; opened only by whoever reads, because an answer may be given up unread.
      await (await openWhole(file)).close();
      return readChunks(file, fileKey, size, range);
    },
    async delete(objectId) {
      await rm(locate(objectId), { force: true });
      await rm(`${locate(objectId)}${UNFINISHED}`, { force: true });
    },
    async listObjectIds() {
      const names = await readdir(folder).catch(() => []);
      const ids = names.map((name) => name.replace(UNFINISHED, ''));
      return [...new Set(ids.filter((id) => OBJECT_ID.test(id)))];
    },
    async measureFree() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    },
  };
}

/** Reads what is there, piece by piece, and cuts off what is torn, so that writing goes on behind what is whole. */
async function resume(handle: FileHandle, fileKey: string, onWhole: () => Promise<void>): Promise<MediaPart> {
  const hash = createHash('sha256');
  let position = 0;
  for (;;) {
    const sealed = await readAt(handle, position * SEALED_BYTES, SEALED_BYTES);
    const chunk = sealed.length === SEALED_BYTES ? tryOpen(fileKey, position, sealed) : undefined;
    if (chunk === undefined) break;
    hash.update(chunk);
    position += 1;
  }
  await handle.truncate(position * SEALED_BYTES);
  const keptBytes = position * CHUNK_BYTES;
  let size = keptBytes;
  let held = Buffer.alloc(0);

  const writeChunk = async (chunk: Uint8Array) => {
    await handle.appendFile(sealChunk(fileKey, position, chunk));
    position += 1;
  };
  return {
    keptBytes,
    async write(bytes) {
      hash.update(bytes);
      size += bytes.length;
      held = Buffer.concat([held, bytes]);
      for (; held.length >= CHUNK_BYTES; held = held.subarray(CHUNK_BYTES)) {
        await writeChunk(held.subarray(0, CHUNK_BYTES));
      }
    },
    async finish() {
      if (held.length > 0) await writeChunk(held);
      await handle.sync();
      await handle.close();
      await onWhole();
      return { size, sha256: hash.digest('hex') };
    },
    close: () => handle.close(),
  };
}

function tryOpen(fileKey: string, position: number, sealed: Uint8Array): Buffer | undefined {
  try {
    return openChunk(fileKey, position, sealed);
  } catch {
    return undefined;
  }
}

async function* readChunks(
  file: string,
  fileKey: string,
  size: number,
  { start, end }: ByteRange,
): AsyncGenerator<Uint8Array> {
  const handle = await openWhole(file);
  try {
    const last = Math.min(end, size - 1);
    for (let position = Math.floor(start / CHUNK_BYTES); position * CHUNK_BYTES <= last; position += 1) {
      const from = position * CHUNK_BYTES;
      const sealed = await readAt(handle, position * SEALED_BYTES, SEALED_BYTES);
      const chunk = tryOpen(fileKey, position, sealed);
      // A file that was cut off between two pieces has none that is damaged, but one that is missing or too short.
      if (chunk?.length !== Math.min(CHUNK_BYTES, size - from)) throw new DamagedFileError();
      yield chunk.subarray(Math.max(0, start - from), last + 1 - from);
    }
  } finally {
    await handle.close();
  }
}

async function readAt(handle: FileHandle, place: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, place);
  return buffer.subarray(0, bytesRead);
}

async function openWhole(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'r');
  } catch (error) {
    // Opening throws errors of the system only.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new DamagedFileError(error);
    throw error;
  }
}
