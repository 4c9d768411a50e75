import { expect, test } from 'vitest';
import { decideHorizon } from '../../../../relay/retention/decide-horizon.ts';

const DAY_MS = 24 * 3_600_000;
const MIDNIGHT = Date.UTC(2026, 10, 22);
const NOON = MIDNIGHT + DAY_MS / 2;

test.each([
  ['the first time, at the beginning of a day', { now: NOON, newestInboundAt: NOON }, MIDNIGHT - 30 * DAY_MS],
  [
    'not again on the same day',
    { now: NOON, newestInboundAt: NOON, horizon: MIDNIGHT - 30 * DAY_MS },
    undefined,
  ],
  [
    'the next day',
    { now: NOON, newestInboundAt: NOON, horizon: MIDNIGHT - 31 * DAY_MS },
    MIDNIGHT - 30 * DAY_MS,
  ],
  ['not back, when the clock was put back', { now: NOON, newestInboundAt: NOON, horizon: NOON }, undefined],
  [
    'no further than Meta’s clock',
    { now: NOON + 900 * DAY_MS, newestInboundAt: NOON },
    MIDNIGHT - 30 * DAY_MS,
  ],
  ['no further than ours', { now: NOON, newestInboundAt: NOON + 900 * DAY_MS }, MIDNIGHT - 30 * DAY_MS],
  ['not while nobody has ever written', { now: NOON, newestInboundAt: undefined }, undefined],
])('Messages are kept from a day on: %s.', (_, facts, expected) => {
  expect(decideHorizon({ days: 30, horizon: undefined, ...facts })).toBe(expected);
});
