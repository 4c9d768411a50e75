import { expect, test } from 'vitest';
import type { MediaOutcome } from '../../../../main/db/local-media.ts';
import { decideOutcome } from '../../../../main/media/decide-outcome.ts';
import type { Fetched } from '../../../../main/media/fetch-media.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const GONE: Fetched = { kind: 'gone', problem: 'Not there.' };
const LATER: Fetched = { kind: 'later', problem: 'Not now.' };
const BAD: Fetched = { kind: 'bad', problem: 'Not it.' };

test.each<['relay' | 'meta', Fetched, number, number, Partial<MediaOutcome>]>([
  ['relay', { kind: 'here', size: 1, sha256: 'a' }, 0, 0, { kind: 'here', size: 1 }],
  ['relay', LATER, 0, 0, { kind: 'later', afterMs: 5_000, isDropped: false }],
  ['relay', LATER, 0, 2, { kind: 'later', afterMs: 80_000 }],
  ['relay', LATER, 400 * DAY, 50, { kind: 'later', afterMs: HOUR }],
  ['relay', GONE, 0, 0, { kind: 'ended', state: 'expired' }],
  ['relay', BAD, 0, 0, { kind: 'later', isDropped: true }],
  ['relay', BAD, 0, 2, { kind: 'ended', state: 'failed' }],
  ['meta', GONE, HOUR, 0, { kind: 'later', isDropped: true }],
  ['meta', GONE, DAY, 0, { kind: 'ended', state: 'expired' }],
  ['meta', LATER, 6 * DAY, 9, { kind: 'later' }],
  ['meta', LATER, 7 * DAY, 9, { kind: 'ended', state: 'expired' }],
])('From %s, %j, %d ms old, after %d attempts: %j', (source, fetched, age, attempts, expected) => {
  const now = 1_000 * DAY;
  expect(decideOutcome({ source, at: now - age, attempts }, fetched, now, () => 0)).toMatchObject(expected);
});
