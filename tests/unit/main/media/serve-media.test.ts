import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { MediaHere } from '../../../../main/db/local-media.ts';
import { createFileKey } from '../../../../main/media/media-cipher.ts';
import { createMediaVault } from '../../../../main/media/media-vault.ts';
import { parseMediaPath, serveMedia } from '../../../../main/media/serve-media.ts';
import { readAll } from '../../../support/read-all.ts';
import { messageId } from '../db/story.ts';

const BYTES = randomBytes(100_000);

async function open(mimeType: string) {
  const folder = mkdtempSync(join(tmpdir(), 'vault-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const vault = createMediaVault(folder);
  const here: MediaHere = {
    messageId: messageId('photo'),
    objectId: '01890a5d-ac96-774b-bcce-b302099a8057',
    fileKey: createFileKey(),
    size: BYTES.length,
    mimeType,
    fileName: 'photo.jpg',
  };
  const part = await vault.openPart(here);
  await part.write(BYTES);
  await part.finish();
  return { vault, here };
}

test('A picture is handed out as what it is, and stays out of caches.', async () => {
  const { vault, here } = await open('image/jpeg; foo=bar');
  const answer = await serveMedia(here, vault, undefined);
  expect(answer).toMatchObject({
    status: 200,
    headers: {
      'content-type': 'image/jpeg',
      'content-length': '100000',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
  expect((await readAll(answer.body)).equals(BYTES)).toBe(true);
});

test.each([
  ['bytes=0-9', 206, 0, 9],
  ['bytes=70000-', 206, 70_000, 99_999],
  ['bytes=-10', 206, 99_990, 99_999],
  ['bytes=5-999999', 206, 5, 99_999],
  ['nonsense', 200, 0, 99_999],
])('A player asks for %s and gets %d.', async (range, status, start, end) => {
  const { vault, here } = await open('audio/ogg; codecs=opus');
  const answer = await serveMedia(here, vault, range);
  expect(answer.status).toBe(status);
  expect((await readAll(answer.body)).equals(BYTES.subarray(start, end + 1))).toBe(true);
  expect(answer.headers['content-range']).toBe(status === 206 ? `bytes ${start}-${end}/100000` : undefined);
});

test('Beyond the end there is nothing.', async () => {
  const { vault, here } = await open('video/mp4');
  const answer = await serveMedia(here, vault, 'bytes=100000-');
  expect(answer).toMatchObject({ status: 416, body: undefined });
});

test.each([
  'text/html',
  'image/svg+xml',
  'IMAGE/SVG+XML',
  'application/xhtml+xml',
  'text/javascript',
  'application/pdf',
  'text/plain',
  'image/jpeg,text/html',
  '',
])('A file that claims to be %j is never handed to the window.', async (mimeType) => {
  const { vault, here } = await open(mimeType);
  expect(await serveMedia(here, vault, undefined)).toMatchObject({ status: 404, body: undefined });
});

test.each(['text/html', 'image/svg+xml', 'application/pdf'])(
  'Of a file that claims to be %j the bytes alone are handed out, as nothing that runs.',
  async (mimeType) => {
    const { vault, here } = await open(mimeType);
    expect(await serveMedia(here, vault, undefined, true)).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/octet-stream', 'x-content-type-options': 'nosniff' },
    });
  },
);

test('A file that is not here is not there.', async () => {
  const { vault } = await open('image/png');
  expect(await serveMedia(undefined, vault, undefined)).toMatchObject({ status: 404 });
});

test.each([
  [`/media/${messageId('photo')}`, true],
  [`/media/${messageId('photo')}/bytes`, true],
  [`/media/${messageId('photo')}/page`, false],
  ['/media/', false],
  ['/media/../index.html', false],
  [`/media/${messageId('photo')}/more`, false],
  ['/media/%2e%2e', false],
  ['/media/a.html', false],
  ['/index.html', false],
])('%s names a file: %s', (path, isMedia) => {
  expect(parseMediaPath(path) !== undefined).toBe(isMedia);
});
