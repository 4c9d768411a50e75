import { expect, test } from 'vitest';
import type { MediaState } from '../../../../relay/log/media-log.ts';
import { decideNext } from '../../../../relay/media/decide-next.ts';
import type { Fetched } from '../../../../relay/media/fetch-media.ts';
import {
  channelIdSchema,
  conversationIdSchema,
  messageIdSchema,
  personKeySchema,
} from '../../../../shared/domain/ids.ts';

const RECEIVED_AT = 1_000_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WAITING: MediaState = {
  file: {
    messageId: messageIdSchema.parse('m'),
    conversationId: conversationIdSchema.parse('c'),
    personKey: personKeySchema.parse('p'),
    channelId: channelIdSchema.parse('1'),
    state: 'waiting',
    fileName: 'cv.pdf',
    mimeType: 'application/pdf',
    at: RECEIVED_AT,
  },
  mediaId: '1',
  url: 'https://lookaside.fbsbx.com/1',
  expectedSha256: undefined,
  receivedAt: RECEIVED_AT,
  attempts: 0,
  dueAt: RECEIVED_AT,
  objectId: undefined,
};
const LATER: Fetched = { kind: 'try-later', problem: 'Meta cannot be reached.' };
const GONE: Fetched = { kind: 'gone', problem: 'Meta no longer has this file.' };
const BAD: Fetched = { kind: 'bad', problem: 'Other bytes.', isFinal: false };
const READY: Fetched = { kind: 'ready', objectId: 'o', size: 3, sha256: 'ab' };

const decide = (media: MediaState, fetched: Fetched, ageMs = 0) =>
  decideNext(media, fetched, RECEIVED_AT + ageMs, () => 0);

test('What has come is ready, whatever went wrong before.', () => {
  const after = decide(
    { ...WAITING, attempts: 3, file: { ...WAITING.file, problem: 'Once.' } },
    READY,
    60_000,
  );
  expect(after).toMatchObject({ objectId: 'o', url: undefined });
  expect(after.file).toEqual({
    ...WAITING.file,
    state: 'ready',
    size: 3,
    sha256: 'ab',
    at: RECEIVED_AT + 60_000,
  });
});

test('It waits with pauses that grow fourfold, up to six hours, and never uses the webhook’s link again.', () => {
  const pauses = [0, 1, 2, 5, 9].map(
    (attempts) => decide({ ...WAITING, attempts }, LATER).dueAt - RECEIVED_AT,
  );
  expect(pauses).toEqual([5_000, 20_000, 80_000, 5_120_000, 6 * HOUR_MS]);
  expect(decide(WAITING, LATER)).toMatchObject({ url: undefined, attempts: 1 });
});

test('The same problem again is no news to desktops; another one is.', () => {
  const once = decide(WAITING, LATER, 10);
  expect(decide(once, LATER, 20).file).toEqual(once.file);
  expect(decide(once, GONE, 20).file).toMatchObject({ problem: GONE.problem, at: RECEIVED_AT + 20 });
});

test.each([
  ['unreachable for six days', WAITING, LATER, 6 * DAY_MS, 'waiting'],
  ['unreachable for seven days', WAITING, LATER, 7 * DAY_MS, 'expired'],
  ['gone within the day', WAITING, GONE, DAY_MS - 1, 'waiting'],
  ['gone after a day', WAITING, GONE, DAY_MS, 'expired'],
  ['wrong bytes once', WAITING, BAD, 0, 'waiting'],
  ['wrong bytes for the third time', { ...WAITING, attempts: 2 }, BAD, 0, 'failed'],
  ['too large', WAITING, { ...BAD, isFinal: true }, 0, 'failed'],
] as const)('%s: %#', (_case, media, fetched, ageMs, state) => {
  expect(decide(media, fetched, ageMs).file.state).toBe(state);
});
