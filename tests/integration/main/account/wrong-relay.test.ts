import type { RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { enrolDesktop } from '../../../../main/account/enrolment.ts';
import { createSecretBox } from '../../../../main/account/secret-box.ts';
import { createRelayHttp } from '../../../../main/sync/relay-http.ts';
import { PROTOCOL_VERSION } from '../../../../shared/protocol/frames.ts';
import { createFakeKeychain, createMemorySettings } from '../../../unit/main/account/fake-keychain.ts';
import { startServer, startTestNetwork } from '../network/network-harness.ts';

const CODE = 'ABCD-EFGH-JKLM';

/** What the sign-in page says when a code is given to this address, and what the address has heard. */
async function tryToEnrol(answer: RequestListener): Promise<{ sentence: string; heard: string }> {
  let heard = '';
  const relayUrl = await startServer((request, response) => {
    heard += `${request.method} ${request.url} ${request.rawHeaders.join(' ')}\n`;
    request.on('data', (chunk: Buffer) => (heard += chunk.toString('utf8')));
    answer(request, response);
  });
  const settings = createMemorySettings();
  const { network } = startTestNetwork();
  const error: unknown = await enrolDesktop({
    relayUrl,
    code: CODE,
    deviceName: 'Test',
    createHttp: (url) =>
      createRelayHttp({ relayUrl: url, deviceToken: undefined, userAgent: 'Test/1', fetch: network.fetch }),
    app: { version: '1.3.0', updatesItself: false },
    settings,
    secrets: createSecretBox(createFakeKeychain(), settings),
  }).catch((thrown: unknown) => thrown);
  return { sentence: error instanceof Error ? error.message : 'nothing', heard };
}

function json(status: number, body: unknown): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
}

const about = (oldest: number, newest: number, minimumDesktop?: string) =>
  json(200, {
    service: 'colleague-messaging-relay',
    relayVersion: '9',
    protocol: { oldest, newest },
    minimumDesktop,
  });
const page: RequestListener = (_request, response) => response.end('<h1>Welcome to our web site</h1>');
const elsewhere: RequestListener = (_request, response) =>
  response.writeHead(302, { location: 'http://login.hotel.example' }).end();

test.each<[string, RequestListener, RegExp]>([
  ['a web site', page, /but it is not a relay\. Check that the address/u],
  ['another program that speaks JSON', json(200, { status: 'ok' }), /but it is not a relay/u],
  ['a server without this page', json(404, { message: 'Not found' }), /but it is not a relay/u],
  ['a server that wants to know who asks', json(401, {}), /but it is not a relay/u],
  ['a guest network', elsewhere, /as guest networks do/u],
  ['a front whose relay is down', json(502, {}), /does not answer just now \(502\)\. Try again/u],
  [
    'a relay from before this question',
    json(404, { error: { code: 'not-found', message: 'There is no such call.' } }),
    /older than this app.*bring it up to date/u,
  ],
  [
    'a relay that is too old',
    about(PROTOCOL_VERSION - 1, PROTOCOL_VERSION - 1),
    /older than this app.*bring it up to date/u,
  ],
  [
    'a relay that is too new',
    about(PROTOCOL_VERSION + 1, PROTOCOL_VERSION + 2),
    /Version 1\.3\.0 .* too old for the agency’s relay\. Ask your administrator/u,
  ],
  [
    'a relay that wants a newer app',
    about(PROTOCOL_VERSION, PROTOCOL_VERSION, '1.4.0'),
    /too old for the agency’s relay, which needs 1\.4\.0 or newer\. Ask your administrator/u,
  ],
])('%s is told apart, and is never given the code', async (_what, answer, sentence) => {
  const outcome = await tryToEnrol(answer);
  expect(outcome.sentence).toMatch(sentence);
  expect(outcome.heard).toContain('GET /v1/about');
  expect(outcome.heard).not.toContain(CODE);
});
