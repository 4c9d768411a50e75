import { createHmac } from 'node:crypto';
import { type Server, createServer } from 'node:http';
import type { DoctorStep } from '../../shared/domain/doctor.ts';
import type { Simulator } from '../../simulator/build-simulator.ts';
import { demoIds, demoTokens } from '../../simulator/demo-world.ts';

/** An agency in order, between Meta and its desktops, for a test to break. */
export type Hops = {
  readonly simulator: Simulator;
  readonly relayUrl: string;
  readonly verifyToken: string;
};

/** One way in which an agency breaks, how it is mended, and what the doctor says while it is broken. */
export type BrokenHop = {
  readonly name: string;
  breakIt(hops: Hops): Promise<unknown>;
  mend(hops: Hops): Promise<unknown>;
  readonly label: string;
  readonly verdict: DoctorStep['verdict'];
  readonly words: RegExp;
};

const TOKEN = demoTokens.company;
const SCOPES = ['whatsapp_business_management', 'whatsapp_business_messaging'];
const DAY_MS = 24 * 3_600_000;

/** Each can be broken and mended after the other; in this order no one hides whether the one before was mended. */
export const BROKEN_HOPS: readonly BrokenHop[] = [
  {
    name: 'a wrong verify token at Meta',
    breakIt: (hops) => subscribe({ ...hops, verifyToken: 'mistyped' }),
    mend: subscribe,
    label: 'Meta reaches the relay',
    verdict: 'failed',
    words: /wrong verify token/,
  },
  {
    name: 'webhooks signed with another secret',
    breakIt: postForeign,
    // What comes rightly signed afterwards settles it.
    mend: ({ simulator }) =>
      simulator.control.sendText({ from: '447700900456', to: demoIds.companyPhone, text: 'Hello' }),
    label: 'Signatures',
    verdict: 'failed',
    words: /META_APP_SECRET/,
  },
  {
    name: 'fields that are not subscribed',
    breakIt: (hops) => subscribe(hops, ['account_update']),
    mend: subscribe,
    label: 'Webhook fields',
    verdict: 'failed',
    words: /subscribe messages/,
  },
  {
    name: 'somebody else’s override on the number',
    breakIt: overrideCallback,
    mend: ({ simulator }) => configureCallback(simulator, ''),
    label: 'Callback at Meta',
    verdict: 'failed',
    words: /on the number itself/,
  },
  {
    name: 'an account without a subscription of the app',
    breakIt: ({ simulator }) => callMeta(simulator, 'DELETE', `${demoIds.waba}/subscribed_apps`),
    mend: ({ simulator }) => callMeta(simulator, 'POST', `${demoIds.waba}/subscribed_apps`),
    label: 'Replies',
    verdict: 'warning',
    words: /not subscribed/,
  },
  {
    name: 'no callback',
    breakIt: ({ simulator }) =>
      callMeta(
        simulator,
        'DELETE',
        `${demoIds.app}/subscriptions?object=whatsapp_business_account`,
        undefined,
        demoTokens.app,
      ),
    mend: subscribe,
    label: 'Callback at Meta',
    verdict: 'failed',
    words: /No callback is set/,
  },
  {
    name: 'a token that was withdrawn',
    breakIt: ({ simulator }) => simulator.control.setToken({ value: TOKEN, isInvalidated: true }),
    mend: ({ simulator }) => simulator.control.setToken({ value: TOKEN, isInvalidated: false }),
    label: 'Number and token',
    verdict: 'failed',
    words: /token/i,
  },
  {
    name: 'a token that ends next week',
    breakIt: ({ simulator }) => simulator.control.setToken({ value: TOKEN, expiresInMs: 9 * DAY_MS }),
    mend: ({ simulator }) => simulator.control.setToken({ value: TOKEN, expiresInMs: null }),
    label: 'Token',
    verdict: 'warning',
    words: /Expires in \d days/,
  },
  {
    name: 'a person’s own token',
    breakIt: ({ simulator }) => simulator.control.setToken({ value: TOKEN, kind: 'USER' }),
    mend: ({ simulator }) => simulator.control.setToken({ value: TOKEN, kind: 'SYSTEM_USER' }),
    label: 'Kind of token',
    verdict: 'warning',
    words: /use the token of a system user/,
  },
  {
    name: 'a token that cannot list templates',
    breakIt: ({ simulator }) =>
      simulator.control.setToken({ value: TOKEN, scopes: ['whatsapp_business_messaging'] }),
    mend: ({ simulator }) => simulator.control.setToken({ value: TOKEN, scopes: SCOPES }),
    label: 'Permissions',
    verdict: 'warning',
    words: /whatsapp_business_management/,
  },
  {
    name: 'a number that is not connected',
    breakIt: ({ simulator }) => simulator.control.setPhoneNumber({ status: 'DISCONNECTED' }),
    mend: ({ simulator }) => simulator.control.setPhoneNumber({ status: 'CONNECTED' }),
    label: 'Status of the number',
    verdict: 'failed',
    words: /cannot send/,
  },
  {
    name: 'a display name that Meta has declined',
    breakIt: ({ simulator }) => simulator.control.setPhoneNumber({ nameStatus: 'DECLINED' }),
    mend: ({ simulator }) => simulator.control.setPhoneNumber({ nameStatus: 'APPROVED' }),
    label: 'Display name',
    verdict: 'warning',
    words: /has not approved/,
  },
  {
    name: 'Meta’s test number',
    breakIt: ({ simulator }) => simulator.control.setPhoneNumber({ accountMode: 'SANDBOX' }),
    mend: ({ simulator }) => simulator.control.setPhoneNumber({ accountMode: 'LIVE' }),
    label: 'Mode',
    verdict: 'warning',
    words: /test number/,
  },
  {
    name: 'a number of bad quality',
    breakIt: ({ simulator }) => simulator.control.setPhoneNumber({ qualityRating: 'RED' }),
    mend: ({ simulator }) => simulator.control.setPhoneNumber({ qualityRating: 'GREEN' }),
    label: 'Quality',
    verdict: 'warning',
    words: /Low: people block or report/,
  },
  {
    name: 'an account that may not send',
    breakIt: ({ simulator }) => simulator.control.setWaba({ canSendMessage: 'BLOCKED' }),
    mend: ({ simulator }) => simulator.control.setWaba({ canSendMessage: 'AVAILABLE' }),
    label: 'Health at Meta',
    verdict: 'warning',
    words: /is blocked at Meta/,
  },
];

function subscribe({ simulator, relayUrl, verifyToken }: Hops, fields?: string[]): Promise<unknown> {
  return simulator.control.subscribe({
    callbackUrl: `${relayUrl}/webhook`,
    verifyToken,
    ...(Array.isArray(fields) ? { fields } : {}),
  });
}

function postForeign({ relayUrl }: Hops): Promise<unknown> {
  const signature = createHmac('sha256', 'another_secret').update('{}').digest('hex');
  return fetch(`${relayUrl}/webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
    body: '{}',
  });
}

/** Another provider's address, which passes Meta's challenge. */
async function overrideCallback({ simulator }: Hops): Promise<void> {
  const other = createServer((request, response) => {
    response.end(new URL(request.url ?? '', 'http://other').searchParams.get('hub.challenge') ?? '');
  });
  await configureCallback(simulator, `${await listen(other)}/webhook`);
  other.close();
}

function configureCallback(simulator: Simulator, url: string): Promise<void> {
  return callMeta(simulator, 'POST', demoIds.companyPhone, {
    webhook_configuration: { override_callback_uri: url, verify_token: 'any' },
  });
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('The server has no port.');
      resolve(`http://127.0.0.1:${address.port}`);
    });
  });
}

async function callMeta(
  simulator: Simulator,
  method: 'POST' | 'DELETE',
  path: string,
  body?: object,
  token: string = TOKEN,
): Promise<void> {
  const response = await fetch(`${simulator.url}/v26.0/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`Meta refused ${method} ${path}: ${await response.text()}`);
}
