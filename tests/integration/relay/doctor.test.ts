import { expect, test } from 'vitest';
import type { DoctorStep } from '../../../shared/domain/doctor.ts';
import { doctorResponseSchema } from '../../../shared/protocol/http.ts';
import { demoIds, demoTokens } from '../../../simulator/demo-world.ts';
import { startCompany } from './company-harness.ts';
import { type Desktop, enrolDesktop, postRaw, sign, startTestRelay } from './relay-harness.ts';

async function examine(desktop: Desktop) {
  const { status, json } = await desktop.call('GET', '/v1/doctor');
  expect(status).toBe(200);
  return doctorResponseSchema.parse(json);
}

async function find(desktop: Desktop, label: string): Promise<DoctorStep | undefined> {
  const { webhooks, company } = await examine(desktop);
  return [...webhooks, ...company].find((step) => step.label === label);
}

async function startBroken() {
  const { relay, simulator } = await startCompany();
  return { relay, simulator, kate: await enrolDesktop(relay, 'kate', 'administrator') };
}

test('an agency in order has nothing to mend', async () => {
  const { kate } = await startBroken();
  const { webhooks, company, callbackUrl, challengedAt } = await examine(kate);
  expect([...webhooks, ...company].filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
  expect(callbackUrl).toMatch(/\/webhook$/);
  expect(challengedAt).toBeTypeOf('number');
  expect(JSON.stringify(company)).not.toContain(demoTokens.company);
});

type Broken = Awaited<ReturnType<typeof startBroken>>;
const subscribe = ({ relay, simulator }: Broken, more: object) =>
  simulator.control.subscribe({
    callbackUrl: `${relay.url}/webhook`,
    verifyToken: 'test_verify_token',
    ...more,
  });
async function callMeta(
  simulator: Broken['simulator'],
  method: 'POST' | 'DELETE',
  path: string,
  token: string = demoTokens.company,
  body?: object,
): Promise<void> {
  const response = await fetch(`${simulator.url}/v26.0/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(response.status).toBe(200);
}

test.each<[string, (broken: Broken) => Promise<unknown>, string, DoctorStep['verdict'], RegExp]>([
  [
    'a wrong verify token at Meta',
    (broken) => subscribe(broken, { verifyToken: 'mistyped' }),
    'Meta reaches the relay',
    'failed',
    /wrong verify token/,
  ],
  [
    'webhooks signed with another secret',
    ({ relay }) => postRaw(relay.url, '{}', sign('{}', 'another_secret')),
    'Signatures',
    'failed',
    /META_APP_SECRET/,
  ],
  [
    'fields that are not subscribed',
    (broken) => subscribe(broken, { fields: ['account_update'] }),
    'Webhook fields',
    'failed',
    /subscribe messages/,
  ],
  [
    'no callback',
    async ({ simulator }) => {
      const path = `${demoIds.app}/subscriptions?object=whatsapp_business_account`;
      await callMeta(simulator, 'DELETE', path, demoTokens.app);
    },
    'Callback at Meta',
    'failed',
    /No callback is set/,
  ],
  [
    'somebody else’s override on the number',
    async ({ simulator }) => {
      const other = await startTestRelay();
      await callMeta(simulator, 'POST', demoIds.companyPhone, demoTokens.company, {
        webhook_configuration: {
          override_callback_uri: `${other.url}/webhook`,
          verify_token: 'test_verify_token',
        },
      });
    },
    'Callback at Meta',
    'failed',
    /on the number itself/,
  ],
  [
    'an account without a subscription of the app',
    ({ simulator }) => callMeta(simulator, 'DELETE', `${demoIds.waba}/subscribed_apps`),
    'Replies',
    'warning',
    /not subscribed/,
  ],
  [
    'a token that was withdrawn',
    ({ simulator }) => simulator.control.setToken({ value: demoTokens.company, isInvalidated: true }),
    'Number and token',
    'failed',
    /token/i,
  ],
  [
    'a token that ends next week',
    ({ simulator }) =>
      simulator.control.setToken({ value: demoTokens.company, expiresInMs: 9 * 24 * 3_600_000 }),
    'Token',
    'warning',
    /^Expires in \d days/,
  ],
  [
    'a number of bad quality',
    ({ simulator }) => simulator.control.setPhoneNumber({ qualityRating: 'RED' }),
    'Quality',
    'warning',
    /./,
  ],
  [
    'an account that may not send',
    ({ simulator }) => simulator.control.setWaba({ canSendMessage: 'BLOCKED' }),
    'Health at Meta',
    'warning',
    /./,
  ],
])('the doctor finds %s', async (_what, breakIt, label, verdict, words) => {
  const broken = await startBroken();
  await breakIt(broken);
  const step = await find(broken.kate, label);
  expect(step?.verdict).toBe(verdict);
  expect(step?.detail).toMatch(words);
});

test('a consultant learns how the relay is, and nothing about the company’s number', async () => {
  const { relay } = await startCompany();
  const priya = await enrolDesktop(relay, 'priya');
  expect(await examine(priya)).toMatchObject({ relayVersion: expect.any(String), webhooks: [], company: [] });
});

test('without a company number the doctor says where to enter one', async () => {
  const kate = await enrolDesktop(await startTestRelay(), 'kate', 'administrator');
  expect((await find(kate, 'Company number'))?.detail).toMatch(/Settings → The company’s number/);
});
