import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { CALL_LIMITS } from '../../../../relay/http/call-limits.ts';
import { listRoutes } from '../fuzz/route-list.ts';
import { enrolDesktop, postRaw, sign, startTestRelay } from '../relay-harness.ts';

const ROUTES = listRoutes().filter(({ path }) => path !== '/metrics');

test.each(ROUTES)(
  '$method $path has the headers of security, tells caches nothing, and counts its callers.',
  async ({ method, path }) => {
    const relay = await startTestRelay({}, { serverLimits: { calls: { ...CALL_LIMITS, perAddress: 1 } } });
    const call = () => fetch(`${relay.url}${path.replaceAll(/:\w+/g, 'x')}`, { method });
    const first = await call();
    expect(first.status).not.toBe(404);
    const headers = Object.fromEntries(first.headers);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none';style-src 'unsafe-inline';frame-ancestors 'none'",
      'strict-transport-security': expect.stringContaining('max-age') as string,
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': expect.stringMatching(/no-store|no-cache/) as string,
    });
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('server');
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    const second = await call();
    expect(second.status).toBe(429);
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await second.json()).toMatchObject({ error: { code: 'too-many-requests' } });
  },
);

test('One token asks so often in a minute and no more; another is not touched by it.', async () => {
  const relay = await startTestRelay({}, { serverLimits: { calls: { ...CALL_LIMITS, perToken: 2 } } });
  const [alex, ben] = [await enrolDesktop(relay, 'alex'), await enrolDesktop(relay, 'ben')];
  const ask = async (desktop: typeof alex) => (await desktop.call('GET', '/v1/me')).status;
  expect([await ask(alex), await ask(alex), await ask(alex), await ask(ben)]).toEqual([200, 200, 429, 200]);
});

test('Who sends webhooks without a signature again and again is not listened to, and Meta still is.', async () => {
  // As behind a proxy that says who is calling.
  const relay = await startTestRelay({ trustedProxies: ['loopback'] });
  const post = async (address: string, signature: string) => {
    const headers = { 'x-forwarded-for': address, 'x-hub-signature-256': signature };
    const answer = await fetch(`${relay.url}/webhook`, { method: 'POST', headers, body: '{}' });
    await answer.arrayBuffer();
    return answer.status;
  };
  const statuses = [];
  for (let time = 0; time < 62; time += 1) statuses.push(await post('203.0.113.7', 'sha256=00'));
  expect([statuses[0], statuses[59], statuses[60], statuses[61]]).toEqual([401, 401, 429, 429]);
  expect(await post('203.0.113.8', sign('{}'))).toBe(200);
  expect((await postRaw(relay.url, '{}', sign('{}'))).status).toBe(200);
});

test('Whoever sends a body that is too large reads why, also while it is still being sent.', async () => {
  const relay = await startTestRelay();
  const body = Buffer.alloc(5_000_000, 'x');
  const post = async () => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${relay.url}/v1/conversations/x/take`, { method: 'POST', headers, body });
    return [answer.status, ((await answer.json()) as { error: { code: string } }).error.code].join(' ');
  };
  const answers = await Promise.all(Array.from({ length: 30 }, post));
  expect(new Set(answers)).toEqual(new Set(['413 too-large']));
});

/** What the relay says to who sends a beginning and then a byte at a time, until it ends the connection. */
function trickle(port: number, beginning: string): Promise<string> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(beginning);
      timer = setInterval(() => socket.write('x'), 50);
    });
    let text = '';
    socket.on('data', (data) => (text += data.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(timer);
      resolve(text);
    });
  });
}

test('Headers that trickle in are cut off.', async () => {
  const relay = await startTestRelay({}, { serverLimits: { headersTimeoutMs: 300 } });
  // Only the relay ends this connection. What still trickles in then resets it, which may take the answer with it.
  expect(await trickle(relay.port, 'GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ')).toMatch(
    /^(?:HTTP\/1\.1 408 |$)/,
  );
});

test.each(['/webhook', '/v1/enrol', '/v1/uploads'])(
  'The body of a stranger’s POST %s that trickles in is cut off.',
  async (path) => {
    const relay = await startTestRelay({}, { serverLimits: { body: { bodyMs: 400, silenceMs: 60_000 } } });
    const heard = await trickle(
      relay.port,
      `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n`,
    );
    expect(heard).not.toContain('HTTP/1.1 200');
  },
);

test.each([
  ['POST', '/v1/enrol', 4_096],
  ['PUT', '/v1/channels/own', 1024 * 1024],
  ['POST', '/v1/sent-messages', 8 * 1024 * 1024],
  ['POST', '/webhook', 3 * 1024 * 1024],
])('%s %s takes no body above %d bytes, and does not read it first.', async (method, path, bytes) => {
  const relay = await startTestRelay();
  const alex = await enrolDesktop(relay, 'alex');
  const heard = await new Promise<string>((resolve) => {
    const socket = connect(relay.port, '127.0.0.1', () =>
      socket.write(
        `${method} ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${alex.token}\r\nContent-Type: application/json\r\nContent-Length: ${bytes + 1}\r\n\r\n`,
      ),
    );
    socket.once('data', (data) => {
      resolve(data.toString());
      socket.destroy();
    });
  });
  expect(heard).toMatch(/^HTTP\/1\.1 413 /);
});
