import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import type { MediaStore } from '../../../relay/media/media-store.ts';
import { openMediaStore } from '../../../relay/media/open-media-store.ts';
import { makeTemporaryDirectory, openTestLog } from './relay-harness.ts';
import { databaseFor } from './test-database.ts';

/** The store of whichever engine this run is about; the log brings its tables. */
async function openStore(): Promise<MediaStore> {
  const dataDirectory = makeTemporaryDirectory();
  await openTestLog(dataDirectory);
  const store = openMediaStore({ dataDirectory, databaseUrl: await databaseFor(dataDirectory) });
  onTestFinished(() => store.close());
  return store;
}

async function* yieldAll(...chunks: readonly Uint8Array[]) {
  yield* chunks;
}

async function* breakOff(bytes: Uint8Array) {
  yield bytes;
  throw new Error('broken');
}

async function readAll(bytes: AsyncIterable<Uint8Array> | undefined): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes ?? []) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function listAll(store: MediaStore, before: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const id of store.listOlderThan(before)) ids.push(id);
  return ids;
}

const IN_AN_HOUR = Date.now() + 3_600_000;

test.each([0, 1, 262_143, 262_144, 262_145, 1_000_000])(
  'A file of %d bytes comes back whole, and in every part.',
  async (size) => {
    const store = await openStore();
    const bytes = randomBytes(size);
    const pieces = [bytes.subarray(0, 100), bytes.subarray(100, 400_000), bytes.subarray(400_000)];
    const id = await store.write(yieldAll(...pieces));
    if (size === 0) return expect(await listAll(store, IN_AN_HOUR)).toEqual([id]);
    expect((await readAll(await store.read(id, { start: 0, end: size - 1 }))).equals(bytes)).toBe(true);
    for (const start of [0, Math.floor(size / 3), Math.floor(size / 2), size - 1]) {
      for (const end of [start, Math.min(size - 1, start + 262_144), size - 1]) {
        const part = await readAll(await store.read(id, { start, end }));
        expect(part.equals(bytes.subarray(start, end + 1))).toBe(true);
      }
    }
  },
);

test('Two files do not know each other, and the same bytes may be there twice.', async () => {
  const store = await openStore();
  const bytes = randomBytes(1_000);
  const [one, other] = [await store.write(yieldAll(bytes)), await store.write(yieldAll(bytes))];
  expect(one).not.toBe(other);
  await store.delete(one);
  expect(await store.read(one, { start: 0, end: 9 })).toBeUndefined();
  expect(await readAll(await store.read(other, { start: 0, end: 999 }))).toEqual(bytes);
  await store.delete(one);
  expect(await listAll(store, IN_AN_HOUR)).toEqual([other]);
});

test('A source that breaks off leaves nothing.', async () => {
  const store = await openStore();
  await expect(store.write(breakOff(randomBytes(600_000)))).rejects.toThrow('broken');
  expect(await listAll(store, IN_AN_HOUR)).toEqual([]);
});

test('Only what is older is listed for the sweep.', async () => {
  const store = await openStore();
  const id = await store.write(yieldAll(randomBytes(10)));
  expect(await listAll(store, Date.now() - 3_600_000)).toEqual([]);
  expect(await listAll(store, IN_AN_HOUR)).toEqual([id]);
});

test('A hundred files are listed, each once.', async () => {
  const store = await openStore();
  const ids = await Promise.all(Array.from({ length: 100 }, () => store.write(yieldAll(randomBytes(10)))));
  expect([...(await listAll(store, IN_AN_HOUR))].sort()).toEqual([...ids].sort());
});
