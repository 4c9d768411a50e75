import { expect, test } from 'vitest';
import { describeAge, examineWebhooks } from '../../../../relay/doctor/examine-webhooks.ts';
import type { WebhookFacts } from '../../../../relay/doctor/webhook-witness.ts';

const HOUR = 3_600_000;
const NOW = 100 * HOUR;
const STARTED = { startedAt: NOW - 50 * HOUR };
const unsigned = (hasSignature: boolean) => ({ at: NOW - HOUR, hasSignature });

test.each<[string, WebhookFacts, string, RegExp]>([
  ['nothing since the start', STARTED, 'warning', /Nothing has come from Meta.*2 days/],
  ['a webhook just now', { ...STARTED, keptAt: NOW - 1_000 }, 'ok', /less than a minute/],
  ['an old webhook', { ...STARTED, keptAt: NOW - 30 * HOUR }, 'warning', /30 hours ago/],
  ['a wrong verify token', { ...STARTED, wrongTokenAt: NOW - HOUR }, 'failed', /wrong verify token/],
  [
    'a wrong verify token, then the right one',
    { ...STARTED, wrongTokenAt: NOW - HOUR, challengedAt: NOW - 60_000 },
    'ok',
    /verified the callback 1 minute ago/,
  ],
])('the callback after %s', (_what, facts, verdict, words) => {
  const step = examineWebhooks(facts, NOW)[0];
  expect(step?.verdict).toBe(verdict);
  expect(step?.detail).toMatch(words);
});

test.each<[string, WebhookFacts, string, RegExp]>([
  ['nothing refused', STARTED, 'ok', /No webhook was refused/],
  ['a stranger', { ...STARTED, unsigned: unsigned(false) }, 'ok', /not Meta/],
  ['another secret', { ...STARTED, unsigned: unsigned(true) }, 'failed', /META_APP_SECRET/],
  [
    'another secret, then the right one',
    { ...STARTED, unsigned: unsigned(true), keptAt: NOW },
    'warning',
    /later ones were right/,
  ],
])('signatures after %s', (_what, facts, verdict, words) => {
  const step = examineWebhooks(facts, NOW)[1];
  expect(step?.verdict).toBe(verdict);
  expect(step?.detail).toMatch(words);
});

test.each([
  [-5, 'less than a minute'],
  [60_000, '1 minute'],
  [59 * 60_000, '59 minutes'],
  [HOUR, '1 hour'],
  [47 * HOUR, '47 hours'],
  [72 * HOUR, '3 days'],
])('an age of %i ms is "%s"', (age, words) => {
  expect(describeAge(age)).toBe(words);
});
