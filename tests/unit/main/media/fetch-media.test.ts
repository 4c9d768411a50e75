import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { MediaJob } from '../../../../main/db/local-media.ts';
import { LEAST_FREE_BYTES, fetchMedia } from '../../../../main/media/fetch-media.ts';
import { CHUNK_BYTES, createFileKey } from '../../../../main/media/media-cipher.ts';
import type { MediaSource, Opened } from '../../../../main/media/media-source.ts';
import { type MediaVault, createMediaVault } from '../../../../main/media/media-vault.ts';
import { messageId } from '../db/story.ts';

const BYTES = randomBytes(3 * CHUNK_BYTES + 100);
const SHA256 = createHash('sha256').update(BYTES).digest('hex');
const OBJECT = { objectId: '01890a5d-ac96-774b-bcce-b302099a8057', fileKey: createFileKey() };
const JOB: MediaJob = {
  messageId: messageId('cv'),
  source: 'relay',
  mediaId: '1',
  expectedSize: BYTES.length,
  expectedSha256: SHA256,
  at: 0,
  attempts: 0,
  isAsked: false,
  object: undefined,
};

function openVault(): { readonly vault: MediaVault; readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'vault-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return { vault: createMediaVault(folder), folder };
}

function answer(bytes: Uint8Array, more: Partial<Extract<Opened, { kind: 'open' }>> = {}): Opened {
  return { kind: 'open', body: pieces(bytes), from: 0, size: undefined, sha256: undefined, ...more };
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += 9_999) yield bytes.subarray(from, from + 9_999);
}

async function* broken(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield* pieces(bytes);
  throw new TypeError('terminated');
}

const run = (vault: MediaVault, source: MediaSource, job: Partial<MediaJob> = {}) =>
  fetchMedia({ ...JOB, ...job }, OBJECT, {
    vault,
    source,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });

test('A file is written down and checked.', async () => {
  const { vault } = openVault();
  expect(await run(vault, async () => answer(BYTES))).toEqual({
    kind: 'here',
    size: BYTES.length,
    sha256: SHA256,
  });
});

test('What broke off is continued where it stood, and only the rest is asked for.', async () => {
  const { vault } = openVault();
  const first = await run(vault, async () => answer(BYTES, { body: broken(BYTES.subarray(0, 150_000)) }));
  expect(first).toEqual({ kind: 'later', problem: 'The connection was lost while the file came.' });
  const asked: number[] = [];
  const second = await run(vault, async (_job, from) => {
    asked.push(from);
    return answer(BYTES.subarray(from), { from });
  });
  expect(asked).toEqual([2 * CHUNK_BYTES]);
  expect(second).toMatchObject({ kind: 'here', sha256: SHA256 });
});

test('A place that hands out only the whole is begun again with.', async () => {
  const { vault } = openVault();
  await run(vault, async () => answer(BYTES, { body: broken(BYTES.subarray(0, 150_000)) }));
  expect(await run(vault, async () => answer(BYTES))).toMatchObject({ kind: 'here', sha256: SHA256 });
});

test('A rest that does not fit to its beginning is thrown away with it.', async () => {
  const { vault, folder } = openVault();
  await run(vault, async () => answer(BYTES, { body: broken(BYTES.subarray(0, 150_000)) }));
  expect(await run(vault, async () => answer(BYTES, { from: 5 }))).toMatchObject({ kind: 'bad' });
  expect(readdirSync(folder)).toEqual([]);
});

test('A crash after the last byte costs nothing: nobody is asked again.', async () => {
  const { vault } = openVault();
  const whole = BYTES.subarray(0, 2 * CHUNK_BYTES);
  const job = {
    expectedSize: whole.length,
    expectedSha256: createHash('sha256').update(whole).digest('hex'),
  };
  await run(vault, async () => answer(whole, { body: broken(whole) }), job);
  const never: MediaSource = () => Promise.reject(new Error('asked again'));
  expect(await run(vault, never, job)).toMatchObject({ kind: 'here', size: whole.length });
});

test.each<[string, Opened, Partial<MediaJob>]>([
  ['too short', answer(BYTES.subarray(0, 70_000)), {}],
  ['too long', answer(Buffer.concat([BYTES, Buffer.from('x')])), {}],
  ['other bytes of the same length', answer(BYTES.map((byte) => byte ^ 1)), {}],
  [
    'other bytes than Meta said in base64',
    answer(BYTES),
    { expectedSha256: randomBytes(32).toString('base64') },
  ],
  [
    'other bytes than the answer said',
    answer(BYTES, { sha256: 'ab'.repeat(32) }),
    { expectedSha256: undefined },
  ],
  ['another size than the answer said', answer(BYTES, { size: 5 }), { expectedSize: undefined }],
])('What is handed out is not the file, and nothing of it is kept: %s.', async (_name, opened, job) => {
  const { vault, folder } = openVault();
  expect(await run(vault, async () => opened, job)).toMatchObject({ kind: 'bad' });
  expect(readdirSync(folder)).toEqual([]);
});

test('A file without an end is stopped at what WhatsApp allows.', async () => {
  const { vault, folder } = openVault();
  const block = Buffer.alloc(1024 * 1024);
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) yield block;
  }
  const opened = answer(BYTES, { body: endless() });
  expect(await run(vault, async () => opened, { expectedSize: undefined })).toEqual({
    kind: 'bad',
    problem: 'The file is larger than the 100 MB that WhatsApp allows.',
  });
  expect(readdirSync(folder)).toEqual([]);
});

test.each<[string, (vault: MediaVault) => MediaVault]>([
  ['nearly full', (vault) => ({ ...vault, measureFree: async () => LEAST_FREE_BYTES })],
  [
    'full while it is written',
    (vault) => ({
      ...vault,
      openPart: async (object) => ({
        ...(await vault.openPart(object)),
        write: () => Promise.reject(Object.assign(new Error('write failed'), { code: 'ENOSPC' })),
      }),
    }),
  ],
])('With a disk that is %s the file waits, and says why.', async (_name, harm) => {
  const { vault } = openVault();
  expect(await run(harm(vault), async () => answer(BYTES))).toEqual({
    kind: 'later',
    problem: 'This computer’s disk is nearly full. Make room, and the file is fetched.',
  });
  expect(await run(vault, async () => answer(BYTES))).toMatchObject({ kind: 'here' });
});
