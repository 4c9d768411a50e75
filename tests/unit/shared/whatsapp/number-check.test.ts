import { describe, expect, it, test } from 'vitest';
import type { GraphClient, GraphOutcome } from '../../../../shared/whatsapp/graph-client.ts';
import { checkNumber } from '../../../../shared/whatsapp/number-check.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const PHONE = '200300400500600';
const WABA = '100200300400500';
const APP = '300400500600700';

function answer(body: unknown, status = 200): GraphOutcome {
  return { kind: 'answer', status, body, headers: { get: () => null } };
}
const refusal = (code: number, subcode?: number, status = 400) =>
  answer({ error: { message: `(#${code}) x`, code, error_subcode: subcode } }, status);

type World = Record<
  'identity' | 'numbers' | 'status' | 'health' | 'limit' | 'token' | 'templates' | 'subscribed',
  GraphOutcome
>;

function healthy(): World {
  return {
    identity: answer({
      id: PHONE,
      display_phone_number: '+44 20 7946 0123',
      verified_name: 'Colleague Recruitment',
    }),
    numbers: refusal(100, 33),
    status: answer({
      id: PHONE,
      status: 'CONNECTED',
      quality_rating: 'GREEN',
      name_status: 'APPROVED',
      account_mode: 'LIVE',
    }),
    health: answer({
      health_status: {
        can_send_message: 'AVAILABLE',
        entities: [
          { entity_type: 'PHONE_NUMBER', id: PHONE, can_send_message: 'AVAILABLE' },
          { entity_type: 'WABA', id: WABA, can_send_message: 'AVAILABLE' },
          { entity_type: 'APP', id: APP, can_send_message: 'AVAILABLE' },
        ],
      },
    }),
    limit: answer({ whatsapp_business_manager_messaging_limit: 'TIER_2K', id: PHONE }),
    token: answer({
      data: {
        app_id: APP,
        type: 'SYSTEM_USER',
        expires_at: 0,
        is_valid: true,
        scopes: ['whatsapp_business_management', 'whatsapp_business_messaging'],
      },
    }),
    templates: answer({ data: [{ id: '1' }] }),
    subscribed: answer({ data: [{ whatsapp_business_api_data: { id: APP, name: 'Colleague' } }] }),
  };
}

function check(changes: Partial<World> = {}, wabaId?: string) {
  const world = { ...healthy(), ...changes };
  const asked: string[] = [];
  const choose = (path: string, fields: string): GraphOutcome => {
    if (path.endsWith('/phone_numbers')) return world.numbers;
    if (path.endsWith('/message_templates')) return world.templates;
    if (path.endsWith('/subscribed_apps')) return world.subscribed;
    if (fields.includes('display_phone_number')) return world.identity;
    if (fields.includes('health_status')) return world.health;
    return fields.includes('messaging_limit') ? world.limit : world.status;
  };
  const graph: GraphClient = {
    async get(path, query) {
      asked.push(path);
      return choose(path, String(query?.['fields'] ?? ''));
    },
    inspectToken: async () => world.token,
    post: () => Promise.reject(new Error('a check changes nothing')),
    delete: () => Promise.reject(new Error('a check changes nothing')),
  };
  return checkNumber({ graph, phoneNumberId: PHONE, wabaId, now: NOW }).then((result) => ({
    ...result,
    asked,
  }));
}

const troubles = (result: { steps: readonly { verdict: string; detail: string }[] }) =>
  result.steps.filter((step) => step.verdict !== 'ok').map((step) => `${step.verdict}: ${step.detail}`);

it('ticks everything on a healthy number and tells what it learnt', async () => {
  const result = await check();
  expect(result.isUsable).toBe(true);
  expect(troubles(result)).toEqual([]);
  expect(result.steps.map((step) => step.label)).toEqual([
    'Number and token',
    'Status of the number',
    'Quality',
    'Display name',
    'Mode',
    'Health at Meta',
    'Messaging limit',
    'Token',
    'Kind of token',
    'Permissions',
    'Templates',
    'Replies',
  ]);
  expect(result.found).toEqual({
    displayPhoneNumber: '+44 20 7946 0123',
    verifiedName: 'Colleague Recruitment',
    quality: 'green',
    isTestNumber: false,
    wabaId: WABA,
    appId: APP,
    messagingLimit: 2_000,
    scopes: ['whatsapp_business_management', 'whatsapp_business_messaging'],
  });
});

describe('stops at the first step when', () => {
  test.each<[string, GraphOutcome, RegExp]>([
    ['the token is invalid', refusal(190, undefined, 401), /sign-in at WhatsApp is no longer valid/],
    ['the token has expired', refusal(190, 463, 401), /expired.*system user/],
    ['the id is wrong', refusal(100, 33), /phone number ID/],
    ['the token may not see the number', refusal(200, undefined, 403), /no access/],
    [
      'there is no connection',
      { kind: 'not-sent', reason: 'Meta could not be reached (ENOTFOUND).' },
      /ENOTFOUND/,
    ],
    ['Meta does not answer', { kind: 'unknown', reason: 'Meta did not answer in time.' }, /in time/],
    ['the answer makes no sense', answer({ hello: 1 }), /do not understand/],
  ])('%s', async (_name, identity, detail) => {
    const result = await check({ identity });
    expect(result).toMatchObject({
      isUsable: false,
      steps: [{ verdict: 'failed', detail: expect.stringMatching(detail) }],
    });
    expect(result.found).toEqual({});
  });

  test.each([refusal(100, 33), refusal(100)])(
    'the account’s id stands in place of the number’s',
    async (identity) => {
      const numbers = answer({ data: [{ id: '777', display_phone_number: '+44 20 7946 0123' }] });
      const result = await check({ identity, numbers });
      expect(result.steps).toEqual([
        expect.objectContaining({
          verdict: 'failed',
          detail: expect.stringContaining('+44 20 7946 0123 has 777'),
        }),
      ]);
      expect(result.found.wabaId).toBe(PHONE);
    },
  );
});

describe('the other steps stand for themselves', () => {
  test.each<[keyof World, string]>([
    ['status', 'Status of the number'],
    ['health', 'Health at Meta'],
    ['limit', 'Messaging limit'],
    ['token', 'Token'],
    ['templates', 'Templates'],
    ['subscribed', 'Replies'],
  ])('%s that cannot be read is a warning', async (part, label) => {
    for (const outcome of [
      refusal(100),
      refusal(10, undefined, 403),
      answer([]),
      { kind: 'unknown', reason: 'Gone.' } as const,
    ]) {
      const result = await check({ [part]: outcome }, WABA);
      expect(result.isUsable).toBe(true);
      expect(result.steps.filter((step) => step.verdict === 'warning').map((step) => step.label)).toEqual([
        label,
      ]);
    }
  });

  it('asks nothing about an account that nobody named', async () => {
    const result = await check({ health: refusal(100) }, '');
    expect(result.asked.some((path) => path.includes('message_templates'))).toBe(false);
    expect(result.found).not.toHaveProperty('wabaId');
  });
});

test.each<[string, Partial<World>, boolean, RegExp]>([
  ['a banned number', { status: answer({ status: 'BANNED' }) }, false, /failed: Meta says “banned”/],
  ['a number that waits', { status: answer({ status: 'PENDING' }) }, false, /cannot send/],
  ['a flagged number', { status: answer({ status: 'FLAGGED' }) }, true, /warning: Meta says “flagged”/],
  ['low quality', { status: answer({ status: 'CONNECTED', quality_rating: 'RED' }) }, true, /Low/],
  [
    'a name under review',
    { status: answer({ status: 'CONNECTED', name_status: 'PENDING_REVIEW' }) },
    true,
    /display name \(pending review\)/,
  ],
  ['a test number', { status: answer({ status: 'PENDING', account_mode: 'SANDBOX' }) }, true, /test number/],
  [
    'an invalid token',
    { token: answer({ data: { is_valid: false, error: { code: 190 } } }) },
    false,
    /not valid/,
  ],
  [
    'a temporary token',
    { token: answer({ data: { is_valid: true, expires_at: NOW / 1_000 + 5 * 3_600 } }) },
    true,
    /Expires in 5 hours.*system user/,
  ],
  [
    'a token that cannot send',
    { token: answer({ data: { is_valid: true, expires_at: 0, scopes: ['whatsapp_business_management'] } }) },
    false,
    /lacks whatsapp_business_messaging/,
  ],
  [
    'a token without templates',
    { token: answer({ data: { is_valid: true, expires_at: 0, scopes: ['whatsapp_business_messaging'] } }) },
    true,
    /lacks whatsapp_business_management/,
  ],
  ['an account without templates', { templates: answer({ data: [] }) }, true, /no template yet/],
  [
    'an app that is not subscribed',
    { subscribed: answer({ data: [] }) },
    true,
    /replies and ticks will not arrive/,
  ],
  [
    'another app that is subscribed',
    { subscribed: answer({ data: [{ whatsapp_business_api_data: { id: '9' } }] }) },
    true,
    /replies and ticks will not arrive/,
  ],
  [
    'a missing payment method',
    {
      health: answer({
        health_status: {
          entities: [
            {
              entity_type: 'WABA',
              id: WABA,
              can_send_message: 'BLOCKED',
              errors: [
                { error_description: 'Payment method missing.', possible_solution: 'Add a payment method.' },
              ],
            },
          ],
        },
      }),
    },
    true,
    /WhatsApp Business Account is blocked at Meta. Payment method missing. Add a payment method./,
  ],
  [
    'a limit of tomorrow',
    { limit: answer({ whatsapp_business_manager_messaging_limit: 'TIER_GALAXY' }) },
    true,
    /"TIER_GALAXY", which this version does not know/,
  ],
])('recognises %s', async (_name, changes, isUsable, detail) => {
  const result = await check(changes);
  expect(result.isUsable).toBe(isUsable);
  expect(troubles(result).join('\n')).toMatch(detail);
});

it('tells the life of a token in days, and when it ends', async () => {
  const expiresAt = NOW + 59.5 * 24 * 3_600_000;
  const result = await check({ token: answer({ data: { is_valid: true, expires_at: expiresAt / 1_000 } }) });
  expect(result.found.tokenExpiresAt).toBe(expiresAt);
  expect(result.steps.find((step) => step.label === 'Token')).toMatchObject({
    verdict: 'ok',
    detail: expect.stringContaining('59 days'),
  });
});

it('has no number for an unlimited limit', async () => {
  const result = await check({
    limit: answer({ whatsapp_business_manager_messaging_limit: 'TIER_UNLIMITED' }),
  });
  expect(result.found).not.toHaveProperty('messagingLimit');
  expect(troubles(result)).toEqual([]);
});

it('notices that the number belongs to another account', async () => {
  const result = await check({}, '999');
  expect(troubles(result)).toEqual([expect.stringContaining(`${WABA}, not to 999`)]);
  expect(result.found.wabaId).toBe(WABA);
});
