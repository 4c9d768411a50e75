import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createFolderMediaStore } from '../../../relay/media/folder-media-store.ts';
import { openMediaStore } from '../../../relay/media/open-media-store.ts';
import { type MediaRetention, sweepMedia } from '../../../relay/media/sweep-media.ts';
import {
  type MessageId,
  channelIdSchema,
  conversationIdSchema,
  messageIdSchema,
  personKeySchema,
} from '../../../shared/domain/ids.ts';
import { createSilentLogger } from '../../../relay/logger.ts';
import { makeTemporaryDirectory, openTestLog } from './relay-harness.ts';
import { databaseFor } from './test-database.ts';

const DAY_MS = 24 * 3_600_000;
const NOW = Date.now();
const TWO_HOURS_MS = 2 * 3_600_000;
const KILOBYTE = 1_000;

async function* yieldAll(...chunks: readonly Uint8Array[]) {
  yield* chunks;
}

/** A log and a store with files of a kilobyte each, as many days old as given. */
async function keepFiles(...agesInDays: readonly number[]) {
  const dataDirectory = makeTemporaryDirectory();
  const log = await openTestLog(dataDirectory);
  const store = openMediaStore({ dataDirectory, databaseUrl: await databaseFor(dataDirectory) });
  onTestFinished(() => store.close());
  let ahead = 0;
  const ids: MessageId[] = [];
  for (const [index, age] of agesInDays.entries()) {
    const messageId = messageIdSchema.parse(`message ${index}`);
    ids.push(messageId);
    const objectId = await store.write(yieldAll(randomBytes(KILOBYTE)));
    const place = {
      conversationId: conversationIdSchema.parse('c'),
      personKey: personKeySchema.parse('p'),
      channelId: channelIdSchema.parse('1'),
    };
    const receivedAt = NOW - age * DAY_MS;
    const file = {
      messageId,
      ...place,
      state: 'ready',
      fileName: 'cv.pdf',
      mimeType: 'application/pdf',
      size: KILOBYTE,
      sha256: 'ab',
      at: receivedAt,
    } as const;
    const media = {
      file,
      mediaId: '1',
      url: undefined,
      expectedSha256: undefined,
      receivedAt,
      attempts: 1,
      dueAt: receivedAt,
      objectId,
    };
    await log.write((transaction) => transaction.saveMedia([media]));
  }
  const context = { log, logger: createSilentLogger(), now: () => NOW + ahead };
  return {
    log,
    store,
    ids,
    sweep: (retention: MediaRetention) => sweepMedia(context, store, retention),
    states: async () => {
      const found = await Promise.all(ids.map((id) => log.findMedia(id)));
      return found.map((media) => media?.file.state);
    },
    async countObjects() {
      let count = 0;
      for await (const _id of store.listOlderThan(Date.now() + DAY_MS)) count += 1;
      return count;
    },
    pass(milliseconds: number) {
      ahead += milliseconds;
    },
  };
}

test('Files that are too old go, with a word to the desktops; the others stay.', async () => {
  const { log, sweep, states, countObjects } = await keepFiles(40, 31, 30, 1);
  await sweep({ days: 30, bytes: undefined });
  expect(await states()).toEqual(['expired', 'expired', 'ready', 'ready']);
  expect(await countObjects()).toBe(2);
  const { entries } = await log.readFeed(0, { maxEvents: 10, maxBytes: 10_000 });
  expect(entries).toHaveLength(2);
  expect(entries[0]?.json).toContain('The relay keeps files for 30 days.');
});

test('Beyond the budget the oldest go, no more than needed.', async () => {
  const { sweep, states, countObjects } = await keepFiles(3, 9, 1, 5);
  await sweep({ days: undefined, bytes: 2.5 * KILOBYTE });
  expect(await states()).toEqual(['ready', 'expired', 'ready', 'expired']);
  expect(await countObjects()).toBe(2);
});

test('Without a setting nothing goes.', async () => {
  const { sweep, states } = await keepFiles(99, 1);
  await sweep({ days: undefined, bytes: undefined });
  expect(await states()).toEqual(['ready', 'ready']);
});

test('What a crash left behind goes once it is old, and nothing else.', async () => {
  const { store, sweep, states, countObjects, pass } = await keepFiles(1, 1);
  await store.write(yieldAll(randomBytes(10)));
  await sweep({ days: undefined, bytes: undefined });
  // One that is being written now belongs to somebody.
  expect(await countObjects()).toBe(3);
  pass(TWO_HOURS_MS);
  await sweep({ days: undefined, bytes: undefined });
  expect(await states()).toEqual(['ready', 'ready']);
  expect(await countObjects()).toBe(2);
});

test('A folder keeps nothing of a source that breaks off, and takes nothing when the disk is full.', async () => {
  const folder = path.join(makeTemporaryDirectory(), 'media');
  async function* breakOff() {
    yield randomBytes(10);
    throw new Error('broken');
  }
  await expect(createFolderMediaStore(folder).write(breakOff())).rejects.toThrow('broken');
  const full = createFolderMediaStore(folder, Number.POSITIVE_INFINITY);
  await expect(full.write(yieldAll(randomBytes(10)))).rejects.toThrow('nearly full');
  const left = readdirSync(folder, { recursive: true, withFileTypes: true });
  expect(left.filter((entry) => entry.isFile())).toEqual([]);
});
