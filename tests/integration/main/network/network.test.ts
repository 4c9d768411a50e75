import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { expect, onTestFinished, test, vi } from 'vitest';
import { describeFailure } from '../../../../main/network/describe-failure.ts';
import { withProxyAnswers } from '../../../../main/network/with-proxy-answers.ts';
import { openRelaySocket } from '../../../../main/sync/relay-socket.ts';
import { classifyNetworkError } from '../../../../shared/whatsapp/classify-network-error.ts';
import { makeCertificate } from '../../../support/certificates.ts';
import { startServer, startTestNetwork, startTestProxy } from './network-harness.ts';

const GOOD = makeCertificate({ name: 'DNS:localhost', fromDay: -1, toDay: 2 });
const ELSEWHERE = makeCertificate({ name: 'DNS:relay.example.co.uk', fromDay: -1, toDay: 2 });
const OLD = makeCertificate({ name: 'DNS:localhost', fromDay: -10, toDay: -1 });
const EARLY = makeCertificate({ name: 'DNS:localhost', fromDay: 2, toDay: 10 });

const hello: RequestListener = (_request, response) => response.end('hello');

test.each([
  ['that signed itself', GOOD, [], /comes from nobody that this computer trusts.*install the agency’s/u],
  ['of another name', ELSEWHERE, [ELSEWHERE.cert], /belongs to another name\. Check the address/u],
  ['that has run out', OLD, [OLD.cert], /has run out\. Check the date and time of this computer/u],
  ['of tomorrow', EARLY, [EARLY.cert], /is not valid yet\. Set the date and time of this computer/u],
])('a certificate %s is refused before anything is sent, with its own sentence', async (_what, ...rest) => {
  const [certificate, trusted, sentence] = rest;
  const requests: unknown[] = [];
  const url = await startServer((request, response) => {
    requests.push(request.url);
    response.end();
  }, certificate);
  const { network } = startTestNetwork({ trusted });
  const error: unknown = await network.fetch(url).catch((thrown: unknown) => thrown);
  expect(describeFailure(error, url)).toMatch(sentence);
  expect(classifyNetworkError(error).kind).toBe('not-sent');
  expect(requests).toEqual([]);
});

test('a certificate that the system trusts is trusted, although no public authority knows it', async () => {
  const url = await startServer(hello, GOOD);
  const { network } = startTestNetwork({ trusted: [GOOD.cert] });
  expect(await (await network.fetch(url)).text()).toBe('hello');
});

test('what is asked and answered passes as it is: method, headers, body, status and headers of the answer', async () => {
  const url = await startServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.writeHead(409, { 'x-kind': ['one', 'two'], 'content-type': 'application/json' });
      const { method, headers } = request;
      response.end(
        JSON.stringify({
          method,
          length: headers['content-length'],
          agent: headers['user-agent'],
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
  });
  const { network } = startTestNetwork();
  const response = await network.fetch(url, {
    method: 'PUT',
    headers: { 'user-agent': 'Test/1', 'content-type': 'application/json' },
    body: '"café"',
  });
  expect(response.status).toBe(409);
  expect(response.headers.get('x-kind')).toBe('one, two');
  expect(await response.json()).toEqual({ method: 'PUT', length: '7', agent: 'Test/1', text: '"café"' });
});

test('an answer without a body is one', async () => {
  const url = await startServer((_request, response) => response.writeHead(204).end());
  expect((await startTestNetwork().network.fetch(url, { method: 'DELETE' })).status).toBe(204);
});

test.each([
  [
    'nobody there',
    'http://127.0.0.1:1',
    'not-sent',
    /relay cannot be reached: nothing answers at 127\.0\.0\.1:1/u,
  ],
  [
    'no such name',
    'https://relay.invalid',
    'not-sent',
    /The name relay\.invalid cannot be found|not connected to a network/u,
  ],
])('%s is said, and nothing was sent', async (_what, url, kind, sentence) => {
  const error: unknown = await startTestNetwork()
    .network.fetch(url)
    .catch((thrown: unknown) => thrown);
  expect(describeFailure(error, url, () => true)).toMatch(sentence);
  expect(classifyNetworkError(error).kind).toBe(kind);
});

test('TLS where none is spoken is said', async () => {
  const url = (await startServer(hello)).replace('http:', 'https:');
  const error: unknown = await startTestNetwork()
    .network.fetch(url)
    .catch((thrown: unknown) => thrown);
  expect(describeFailure(error, url)).toMatch(/does not speak TLS/u);
});

test('a redirect is followed nowhere, and Meta may have acted on what was sent', async () => {
  const asked: unknown[] = [];
  const url = await startServer((request, response) => {
    asked.push(request.url);
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  const error: unknown = await startTestNetwork()
    .network.fetch(`${url}/v1`)
    .catch((thrown: unknown) => thrown);
  expect(describeFailure(error, url)).toMatch(/as guest networks do/u);
  expect(classifyNetworkError(error).kind).toBe('unknown');
  expect(asked).toEqual(['/v1']);
});

test('who asks for redirects is given them, to follow or not', async () => {
  const url = await startServer((_request, response) =>
    response.writeHead(302, { location: 'https://files.example/1' }).end(),
  );
  const response = await startTestNetwork().network.fetch(url, { redirect: 'manual' });
  expect([response.status, response.headers.get('location')]).toEqual([302, 'https://files.example/1']);
});

test('a connection is given up when nobody uses it, and never while an answer is awaited', async () => {
  const ports: unknown[] = [];
  let isClosed = false;
  const url = await startServer((request, response) => {
    if (!ports.includes(request.socket.remotePort)) request.socket.once('close', () => (isClosed = true));
    ports.push(request.socket.remotePort);
    // Ten times as long as a connection may be idle.
    setTimeout(() => response.end('late'), 300);
  });
  const { network } = startTestNetwork({ idleMs: 30 });
  expect(await (await network.fetch(url)).text()).toBe('late');
  await vi.waitFor(() => expect(isClosed).toBe(true));
  expect(await (await network.fetch(url)).text()).toBe('late');
  expect(new Set(ports).size).toBe(2);
});

test('a server that stays silent is given up when the caller’s time is over', async () => {
  const url = await startServer(() => undefined);
  const error: unknown = await startTestNetwork()
    .network.fetch(url, { signal: AbortSignal.timeout(50) })
    .catch((thrown: unknown) => thrown);
  expect(describeFailure(error, url)).toMatch(/did not answer in time/u);
  expect(classifyNetworkError(error).kind).toBe('unknown');
});

test('calls go through the proxy that the system names, by a tunnel that TLS passes whole', async () => {
  const proxy = await startTestProxy();
  const url = await startServer(hello, GOOD);
  const { network } = startTestNetwork({ proxies: `PROXY ${proxy.name}`, trusted: [GOOD.cert] });
  expect(await (await network.fetch(url)).text()).toBe('hello');
  expect(proxy.asked).toEqual([`localhost:${new URL(url).port} 200`]);
});

test('a proxy that speaks TLS itself is passed, if its certificate is trusted', async () => {
  const proxy = await startTestProxy({ certificate: GOOD });
  const name = proxy.name.replace('127.0.0.1', 'localhost');
  const url = await startServer(hello, GOOD);
  const reach = (trusted: string[]) =>
    startTestNetwork({ proxies: `HTTPS ${name}`, trusted })
      .network.fetch(url)
      .then((response) => response.text())
      .catch((error: unknown) => describeFailure(error, url));
  expect(await reach([GOOD.cert])).toBe('hello');
  expect(await reach([])).toMatch(/proxy localhost:\d+ cannot be reached/u);
});

test('a proxy that wants a password: said, asked once, and everything passes when it is given', async () => {
  const proxy = await startTestProxy({ name: 'pröya', password: 'corréct: horse' });
  const url = await startServer(hello, GOOD);
  const { network, credentials, heard } = startTestNetwork({
    proxies: `PROXY ${proxy.name}`,
    trusted: [GOOD.cert],
  });
  const attempt = () => network.fetch(url).catch((thrown: unknown) => thrown);
  const [error] = await Promise.all([attempt(), attempt(), attempt()]);
  expect(describeFailure(error, url)).toMatch(/proxy 127\.0\.0\.1:\d+ wants a name and a password/u);
  expect(classifyNetworkError(error).kind).toBe('not-sent');
  expect(credentials.question()).toEqual({ id: 1, proxy: proxy.name, wasRefused: false });
  expect(heard.questions).toBe(1);

  credentials.give('pröya', 'wrong');
  expect(heard.answers).toBe(1);
  await attempt();
  expect(credentials.question()).toEqual({ id: 2, proxy: proxy.name, wasRefused: true });

  credentials.give('pröya', 'corréct: horse');
  expect(await (await network.fetch(url)).text()).toBe('hello');
  expect(credentials.question()).toBeUndefined();
});

test('what the user waits for goes on by itself when they answer, asks again after a wrong answer, and ends when they do not', async () => {
  const proxy = await startTestProxy({ name: 'priya', password: 'right' });
  const url = await startServer(hello);
  const { network, credentials } = startTestNetwork({ proxies: `PROXY ${proxy.name}` });
  const run = () =>
    withProxyAnswers(credentials, async () => (await network.fetch(url)).text()).catch((error: unknown) =>
      describeFailure(error, url),
    );
  const refused = run();
  await vi.waitFor(() => expect(credentials.question()).toBeDefined());
  credentials.dismiss();
  expect(await refused).toMatch(/wants a name and a password/u);

  credentials.askAgain();
  const passed = run();
  await vi.waitFor(() =>
    expect(credentials.question()).toEqual({ id: 2, proxy: proxy.name, wasRefused: false }),
  );
  credentials.give('priya', 'wrong');
  await vi.waitFor(() =>
    expect(credentials.question()).toEqual({ id: 3, proxy: proxy.name, wasRefused: true }),
  );
  credentials.give('priya', 'right');
  expect(await passed).toBe('hello');
});

test('who does not want to answer the proxy’s question is not asked again until they do something', async () => {
  const proxy = await startTestProxy({ name: 'priya', password: 'secret' });
  const { network, credentials } = startTestNetwork({ proxies: `PROXY ${proxy.name}` });
  const attempt = () => network.fetch('https://relay.invalid').catch(() => undefined);
  await attempt();
  credentials.dismiss();
  await attempt();
  expect(credentials.question()).toBeUndefined();
  credentials.askAgain();
  await attempt();
  expect(credentials.question()).toEqual({ id: 2, proxy: proxy.name, wasRefused: false });
});

test.each([
  ['wants NTLM', { password: 'x', scheme: 'NTLM' }, /in a way that this app does not know/u],
  ['forbids the host', { status: 403 }, /lets nothing through to relay\.invalid/u],
  ['cannot reach the host', { status: 502 }, /lets nothing through to relay\.invalid/u],
])('a proxy that %s has its own sentence', async (_what, options, sentence) => {
  const proxy = await startTestProxy(options);
  const { network, credentials } = startTestNetwork({ proxies: `PROXY ${proxy.name}` });
  const url = 'https://relay.invalid';
  const error: unknown = await network.fetch(url).catch((thrown: unknown) => thrown);
  expect(describeFailure(error, url)).toMatch(sentence);
  expect(credentials.question()).toBeUndefined();
});

test('a proxy that is away, and a kind of proxy that we cannot use, are said; the next way is taken if there is one', async () => {
  const url = await startServer(hello, GOOD);
  const trusted = [GOOD.cert];
  const away = 'PROXY 127.0.0.1:1';
  const fail = (proxies: string) =>
    startTestNetwork({ proxies, trusted })
      .network.fetch(url)
      .catch((thrown: unknown) => thrown);
  expect(describeFailure(await fail(away), url)).toMatch(/proxy 127\.0\.0\.1:1 cannot be reached/u);
  expect(describeFailure(await fail('SOCKS5 127.0.0.1:1'), url)).toMatch(/kind of proxy \(SOCKS5\)/u);
  const { network } = startTestNetwork({ proxies: `SOCKS 127.0.0.1:1; ${away}; DIRECT`, trusted });
  expect(await (await network.fetch(url)).text()).toBe('hello');
});

test('the socket of the feed goes the same way: through TLS, the proxy and its password', async () => {
  const proxy = await startTestProxy({ name: 'priya', password: 'secret' });
  const server = createTlsServer(GOOD);
  const sockets = new WebSocketServer({ server });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate();
    server.closeAllConnections();
    server.close();
  });
  // A TCP server has an address object, not a pipe's name.
  const relayUrl = `https://localhost:${(server.address() as AddressInfo).port}`;
  const { network, credentials } = startTestNetwork({
    proxies: `PROXY ${proxy.name}`,
    trusted: [GOOD.cert],
  });
  const open = () => {
    const heard: string[] = [];
    const socket = openRelaySocket({
      relayUrl,
      deviceToken: 'token',
      userAgent: 'Test/1',
      agent: network.agentFor(relayUrl),
      onOpen: () => heard.push('open'),
      onFrame: () => undefined,
      onEnd: (end) => heard.push(end.kind === 'broken' ? end.reason : end.kind),
    });
    onTestFinished(() => socket.close());
    return heard;
  };
  const first = open();
  await vi.waitFor(() => expect(first).toEqual([expect.stringMatching(/wants a name and a password/u)]));
  credentials.give('priya', 'secret');
  const second = open();
  await vi.waitFor(() => expect(second).toEqual(['open']));
  expect(proxy.asked.map((line) => line.split(' ')[1])).toEqual(['407', '200']);
});
