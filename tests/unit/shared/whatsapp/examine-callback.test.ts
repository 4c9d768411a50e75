import { expect, test } from 'vitest';
import { examineCallback, examineFields } from '../../../../shared/whatsapp/examine-callback.ts';
import type { GraphOutcome } from '../../../../shared/whatsapp/graph-client.ts';

const OURS = 'https://relay.example.co.uk/webhook';
const answer = (body: unknown): GraphOutcome => ({
  kind: 'answer',
  status: 200,
  body,
  headers: { get: () => null },
});
const configured = (webhook_configuration: Record<string, string>) =>
  answer({ id: '1', webhook_configuration });

test.each<[string, GraphOutcome, string, RegExp]>([
  ['ours', configured({ application: OURS }), 'ok', /this relay/],
  ['ours but for a slash', configured({ application: `${OURS}/` }), 'ok', /this relay/],
  ['none', configured({}), 'failed', /No callback is set.*relay\.example\.co\.uk\/webhook/],
  [
    'another app',
    configured({ application: 'https://old.example/hook?key=s3cret' }),
    'failed',
    /^The app’s callback sends replies to old\.example,/,
  ],
  [
    'a provider on the account',
    configured({ application: OURS, whatsapp_business_account: 'https://provider.example/x' }),
    'failed',
    /Business Account.*provider\.example/,
  ],
  [
    'somebody on the number',
    configured({ application: OURS, whatsapp_business_account: OURS, phone_number: 'https://who.example' }),
    'failed',
    /on the number itself.*who\.example/,
  ],
  [
    'an override that is ours',
    configured({ application: 'https://x.example', phone_number: OURS }),
    'ok',
    /this relay/,
  ],
  ['no answer', { kind: 'not-sent', reason: 'Meta cannot be reached.' }, 'warning', /Could not be read/],
])('a callback that is %s', (_what, outcome, verdict, words) => {
  const step = examineCallback(outcome, OURS);
  expect(step.verdict).toBe(verdict);
  expect(step.detail).toMatch(words);
  expect(step.detail).not.toContain('s3cret');
});

const ALL = [
  'messages',
  'message_template_status_update',
  'message_template_quality_update',
  'template_category_update',
  'phone_number_quality_update',
  'business_capability_update',
  'account_update',
  'user_preferences',
];
const subscribed = (names: readonly string[], more: object = {}) =>
  answer({
    data: [{ object: 'whatsapp_business_account', fields: names.map((name) => ({ name })), ...more }],
  });

test.each<[string, GraphOutcome, string, RegExp]>([
  ['all', subscribed(ALL), 'ok', /All/],
  ['messages alone', subscribed(['messages']), 'warning', /user_preferences/],
  ['all but messages', subscribed(ALL.slice(1)), 'failed', /subscribe messages/],
  ['none', answer({ data: [] }), 'failed', /subscribe messages/],
  ['all of an inactive subscription', subscribed(ALL, { active: false }), 'failed', /subscribe messages/],
  [
    'those of another object',
    answer({ data: [{ object: 'page', fields: [{ name: 'messages' }] }] }),
    'failed',
    /subscribe messages/,
  ],
])('with %s subscribed', (_what, outcome, verdict, words) => {
  const step = examineFields(outcome);
  expect(step.verdict).toBe(verdict);
  expect(step.detail).toMatch(words);
});
