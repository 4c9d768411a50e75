import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { createRandom } from '../../../../simulator/random.ts';
import { enrolWith } from '../relay-harness.ts';
import { environmentOf, runRelay } from '../relay-process.ts';
import { BODIES, fillPath } from './http-corpus.ts';
import { mutateBytes, mutateJson, pick } from './mutate.ts';
import { listRoutes } from './route-list.ts';
import { RUNS, SEED, TIMEOUT_MS } from './runs.ts';
import { type Target, runMany, startTarget } from './target.ts';

const COUNT = Math.ceil(RUNS * 0.15);
const RAW_COUNT = Math.ceil(RUNS * 0.05);
const ROUTES = listRoutes();
const CONTENT_TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json;charset="',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  '*/*',
];

test('The relay has routes to beat.', () => {
  expect(ROUTES.length).toBeGreaterThan(30);
  expect(ROUTES).toContainEqual({ method: 'GET', path: '/v1/events' });
});

test(
  `${COUNT} mutated requests to every route (FUZZ_SEED=${SEED}) are answered, and never as a fault of ours.`,
  { timeout: TIMEOUT_MS },
  async () => {
    const target = await startTarget();
    const tokens = await makeTokens(target);
    const random = createRandom(SEED);
    const statuses = new Map<number, number>();
    await runMany(COUNT, 16, async () => {
      const route = pick(ROUTES, random);
      if (route === undefined) return;
      const path = fillPath(route.path, random);
      const body = makeBody();
      const token = pick(tokens, random);
      const headers: Record<string, string> = {
        ...(token === '' || token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': pick(CONTENT_TYPES, random) ?? '' }),
        ...(random.chance(0.1)
          ? { range: pick(['bytes=0-', 'bytes=5-1', 'bytes=x', 'x'], random) ?? '' }
          : {}),
      };
      // Otherwise the client of Node leaves the length of a GET's body out, and the body is the next request.
      if (body !== undefined) headers['content-length'] = String(Buffer.byteLength(body));
      // Mostly the right kind: the others end at the door.
      if (body !== undefined && random.chance(0.8)) headers['content-type'] = 'application/json';
      const answer = await target.send(route.method, path, headers, body);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      // 503 is what a route says that would ask Meta, who is not there.
      const isFault = answer.status >= 500 && answer.status !== 503;
      if (isFault)
        expect.unreachable(`${answer.status} to ${route.method} ${path}: ${String(body).slice(0, 900)}`);
      if (answer.status >= 400 && path.startsWith('/v1/')) {
        expect(answer.text).toMatch(/^\{"error":\{"code":"[a-z-]+","message":"/);
      }
    });
    expect(statuses.get(200)).toBeGreaterThan(COUNT / 100);
    expect(await target.examine()).toEqual([]);
    expect(await target.relay.terminate()).toBe(0);
    target.close();

    function makeBody(): string | Buffer | undefined {
      if (random.chance(0.1)) return undefined;
      const whole = pick(BODIES, random);
      const json = random.chance(0.2) ? whole : mutateJson(whole, BODIES, random);
      const text = JSON.stringify(json) ?? '';
      return random.chance(0.85) ? text : mutateBytes(Buffer.from(text), random);
    }
  },
);

test(
  `${RAW_COUNT} requests with broken bytes (FUZZ_SEED=${SEED}) end, each with an answer or without, and the relay stands.`,
  { timeout: TIMEOUT_MS },
  async () => {
    const target = await startTarget();
    const random = createRandom(SEED);
    await runMany(RAW_COUNT, 16, async () => {
      const heard = await speak(target.port, mutateBytes(pick(RAW, random) ?? Buffer.alloc(0), random));
      expect(heard === '' || heard.startsWith('HTTP/1.1 ')).toBe(true);
      expect(heard).not.toMatch(/^HTTP\/1\.1 50[0-24-9]/m);
    });
    expect(await target.examine()).toEqual([]);
    expect(await target.relay.terminate()).toBe(0);
    target.close();
  },
);

const JSON_BODY = JSON.stringify(BODIES[0]);
const RAW: readonly Buffer[] = [
  `POST /v1/enrol HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${JSON_BODY.length}\r\n\r\n${JSON_BODY}`,
  'POST /webhook HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nX-Hub-Signature-256: sha256=00\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
  'POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /v1/me HTTP/1.1\r\n\r\n',
  'POST /webhook HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\nbody',
  'GET /webhook?hub.mode=subscribe&hub.challenge=1&hub.verify_token=x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  'GET /v1/events?after=0 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer xxxxxxxxxxxxxxxxxxxx\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /v1/stream HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
].map((text) => Buffer.from(text));

/** Says it and hangs up; answers what came back until the relay hung up too. */
function speak(port: number, bytes: Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes));
    let heard = '';
    socket.setEncoding('latin1').on('data', (data: string) => (heard += data));
    socket.on('error', () => resolve(heard));
    socket.on('close', () => resolve(heard));
  });
}

/** Those of an administrator, a consultant, the CRM, nobody, and two that were never given. */
async function makeTokens(target: Target): Promise<readonly string[]> {
  const environment = environmentOf({ RELAY_DATA: target.dataDirectory });
  const run = async (...words: readonly string[]) =>
    (await runRelay(words, environment)).stdout.split('\n')[0] ?? '';
  const consultant = await enrolWith(target.relay.url, target.code);
  await run('user', 'add', 'ben', 'Ben', 'administrator');
  const administrator = await enrolWith(target.relay.url, await run('enrolment-code', 'ben'));
  const key = await run('api-key', 'add', 'CRM', '--scope', 'records:write,records:read,histories:read');
  return [
    administrator.token,
    administrator.token,
    consultant.token,
    consultant.token,
    key,
    key,
    '',
    'x'.repeat(43),
    'é',
  ];
}
