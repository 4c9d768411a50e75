import { createHash, randomBytes } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { CHUNK_BYTES, SEALED_BYTES, createFileKey } from '../../../../main/media/media-cipher.ts';
import { createMediaVault } from '../../../../main/media/media-vault.ts';
import { readAll } from '../../../support/read-all.ts';

const OBJECT = { objectId: '01890a5d-ac96-774b-bcce-b302099a8057', fileKey: createFileKey() };
const SECRET = Buffer.from('Curriculum vitae of Sam Taylor');

function open() {
  const folder = mkdtempSync(join(tmpdir(), 'vault-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const vault = createMediaVault(folder);
  const path = join(folder, OBJECT.objectId);
  const store = async (bytes: Buffer) => {
    const part = await vault.openPart(OBJECT);
    for (let from = 0; from < bytes.length; from += 10_007)
      await part.write(bytes.subarray(from, from + 10_007));
    return part.finish();
  };
  const read = async (size: number, start: number, end: number, object = OBJECT) =>
    readAll(await vault.read(object, size, { start, end }));
  return { folder, vault, path, store, read };
}

test.each([1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES, 200_000])(
  'A file of %d bytes comes back as it was, whole and in parts.',
  async (size) => {
    const { store, read } = open();
    const bytes = randomBytes(size);
    expect(await store(bytes)).toEqual({ size, sha256: createHash('sha256').update(bytes).digest('hex') });
    expect((await read(size, 0, size - 1)).equals(bytes)).toBe(true);
    const [start, end] = [Math.floor(size / 3), Math.floor((size * 2) / 3)];
    expect((await read(size, start, end)).equals(bytes.subarray(start, end + 1))).toBe(true);
  },
);

test('Nothing on the disk can be read without the key.', async () => {
  const { store, read, folder } = open();
  await store(SECRET);
  for (const name of readdirSync(folder))
    expect(readFileSync(join(folder, name)).includes('Taylor')).toBe(false);
  const other = { ...OBJECT, fileKey: createFileKey() };
  await expect(read(SECRET.length, 0, 5, other)).rejects.toThrow('damaged');
});

test('Two files with one content look different.', async () => {
  const { store, path } = open();
  await store(SECRET);
  const first = readFileSync(path);
  await store(SECRET);
  expect(readFileSync(path).equals(first)).toBe(false);
});

describe('A file that was changed on the disk is never handed out as if it were whole:', () => {
  const SIZE = 2 * CHUNK_BYTES + 5;
  test.each<[string, (path: string) => void]>([
    ['one byte flipped', (path) => flip(path, 100)],
    ['the last byte flipped', (path) => flip(path, 2 * SEALED_BYTES + 3)],
    ['cut off in a piece', (path) => truncateSync(path, SEALED_BYTES + 9)],
    ['cut off between two pieces', (path) => truncateSync(path, 2 * SEALED_BYTES)],
    ['two pieces exchanged', exchange],
    ['emptied', (path) => truncateSync(path, 0)],
    ['gone', (path) => rmSync(path)],
  ])('%s', async (_name, harm) => {
    const { store, read, path } = open();
    await store(randomBytes(SIZE));
    harm(path);
    await expect(read(SIZE, 0, SIZE - 1)).rejects.toThrow('The file on the disk is damaged.');
  });
});

test.each([
  ['whole pieces', SEALED_BYTES * 2, 2 * CHUNK_BYTES],
  ['a torn piece', SEALED_BYTES + 77, CHUNK_BYTES],
  ['nothing whole', 5, 0],
])('What a killed app has left is continued behind what is whole: %s.', async (_name, length, kept) => {
  const { vault, path, read } = open();
  const bytes = randomBytes(3 * CHUNK_BYTES + 1_000);
  const first = await vault.openPart(OBJECT);
  await first.write(bytes.subarray(0, 2 * CHUNK_BYTES + 500));
  await first.close();
  const part = `${path}.part`;
  if (length > SEALED_BYTES * 2) appendFileSync(part, randomBytes(9));
  else truncateSync(part, length);
  const second = await vault.openPart(OBJECT);
  expect(second.keptBytes).toBe(kept);
  await second.write(bytes.subarray(kept));
  expect((await second.finish()).sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect((await read(bytes.length, 0, bytes.length - 1)).equals(bytes)).toBe(true);
});

test('What is unfinished is known and can be deleted, and what is not ours is left alone.', async () => {
  const { vault, folder } = open();
  await (await vault.openPart(OBJECT)).close();
  writeFileSync(join(folder, 'notes.txt'), 'mine');
  expect(await vault.listObjectIds()).toEqual([OBJECT.objectId]);
  await vault.delete(OBJECT.objectId);
  expect(readdirSync(folder)).toEqual(['notes.txt']);
  await expect(vault.delete('../notes.txt')).rejects.toThrow('Not the id of an object.');
});

function flip(path: string, place: number): void {
  const bytes = readFileSync(path);
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

function exchange(path: string): void {
  const bytes = readFileSync(path);
  const [one, two, rest] = [
    bytes.subarray(0, SEALED_BYTES),
    bytes.subarray(SEALED_BYTES, 2 * SEALED_BYTES),
    bytes.subarray(2 * SEALED_BYTES),
  ];
  writeFileSync(path, Buffer.concat([two, one, rest]));
}

test('An answer that is given up before it is read leaves no file open.', async () => {
  const { store, vault, path } = open();
  await store(SECRET);
  const body = await vault.read(OBJECT, SECRET.length, { start: 0, end: SECRET.length - 1 });
  expect(listOpen()).not.toContain(path);
  expect(await readAll(body)).toEqual(SECRET);
  expect(listOpen()).not.toContain(path);
});

function listOpen(): readonly string[] {
  const own = '/proc/self/fd';
  return existsSync(own) ? readdirSync(own).flatMap((fd) => tryReadLink(join(own, fd))) : [];
}

function tryReadLink(path: string): readonly string[] {
  try {
    return [readlinkSync(path)];
  } catch {
    // The one with which the folder was read.
    return [];
  }
}
