import { once } from 'node:events';
import { type Server, type IncomingMessage, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { type SocketEnd, openRelaySocket } from '../../../../main/sync/relay-socket.ts';
import {
  HEARTBEAT_MS,
  MAX_FRAME_BYTES,
  type RelayFrame,
  STREAM_PATH,
} from '../../../../shared/protocol/frames.ts';

const GOODBYE: RelayFrame = { type: 'goodbye', reason: 'shutting-down' };

afterEach(() => void vi.useRealTimers());

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // A TCP server has an address object, not a pipe's name.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A relay's end of the line: accepts every socket and hands it to the test. */
async function startRelaySide() {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
  });
  const accepted = new Promise<{ socket: WebSocket; request: IncomingMessage }>((resolve) => {
    sockets.on('connection', (socket, request) => resolve({ socket, request }));
  });
  return { url: await listen(server), accepted };
}

function open(relayUrl: string) {
  const heard: { frames: RelayFrame[]; ends: SocketEnd[]; opened: number } = {
    frames: [],
    ends: [],
    opened: 0,
  };
  const socket = openRelaySocket({
    relayUrl,
    deviceToken: 'device-token-of-this-test',
    userAgent: 'ColleagueMessaging/0.1.0',
    onOpen: () => (heard.opened += 1),
    onFrame: (frame) => heard.frames.push(frame),
    onEnd: (end) => heard.ends.push(end),
  });
  onTestFinished(() => socket.close());
  return { socket, heard };
}

async function openBoth() {
  const relay = await startRelaySide();
  const { socket, heard } = open(relay.url);
  const { socket: far, request } = await relay.accepted;
  await vi.waitFor(() => expect(heard.opened).toBe(1));
  return { socket, heard, far, request };
}

const firstEnd = (heard: { readonly ends: readonly SocketEnd[] }) =>
  vi.waitFor(() => {
    expect(heard.ends).toHaveLength(1);
    return heard.ends[0];
  });

test('says who it is when it connects, and carries frames both ways', async () => {
  const { socket, heard, far, request } = await openBoth();
  expect(request.url).toBe(STREAM_PATH);
  expect(request.headers).toMatchObject({
    authorization: 'Bearer device-token-of-this-test',
    'user-agent': 'ColleagueMessaging/0.1.0',
  });
  const said = once(far, 'message');
  socket.send({ type: 'ack', cursor: 7 });
  expect(JSON.parse(String((await said)[0]))).toEqual({ type: 'ack', cursor: 7 });
  far.send(JSON.stringify(GOODBYE));
  await vi.waitFor(() => expect(heard.frames).toEqual([GOODBYE]));
  expect(heard.ends).toEqual([]);
});

test.each([
  [401, { kind: 'refused', isRevoked: false }],
  [403, { kind: 'refused', isRevoked: false }],
  [404, { kind: 'broken', reason: 'The relay answered 404.' }],
  [503, { kind: 'broken', reason: 'The relay answered 503.' }],
  [200, { kind: 'broken', reason: 'The relay answered 200.' }],
])('an upgrade that is answered %i ends as %o', async (status, end) => {
  const server = createServer((_request, response) => response.writeHead(status).end('<h1>No</h1>'));
  const { heard } = open(await listen(server));
  expect(await firstEnd(heard)).toEqual(end);
  expect(heard.opened).toBe(0);
});

test.each([
  ['the relay’s word', 401, refusal('revoked'), true],
  ['the relay not knowing the token', 401, refusal('unauthorised'), false],
  ['the word with another status', 403, refusal('revoked'), false],
  ['a page that mentions it', 401, '<h1>revoked</h1>', false],
  ['a flood', 401, ' '.repeat(100_000) + refusal('revoked'), false],
])(
  'of a refusal, %s is told apart: only the first wipes a desktop',
  async (_what, status, body, isRevoked) => {
    const server = createServer((_request, response) => response.writeHead(status).end(body));
    const { heard } = open(await listen(server));
    expect(await firstEnd(heard)).toEqual({ kind: 'refused', isRevoked });
  },
);

function refusal(code: string): string {
  return JSON.stringify({ error: { code, message: 'No.' } });
}

test('nobody there is said in words', async () => {
  const server = createServer();
  const url = await listen(server);
  server.close();
  await once(server, 'close');
  const { heard } = open(url);
  expect(await firstEnd(heard)).toEqual({
    kind: 'broken',
    reason: expect.stringMatching(/nothing answers at 127\.0\.0\.1:\d+/u) as string,
  });
});

test.each<[string, string | Buffer]>([
  ['no JSON', 'hello?'],
  ['half of a frame', JSON.stringify(GOODBYE).slice(0, 12)],
  ['a frame of no known type', JSON.stringify({ type: 'weather' })],
  ['a frame that lacks a field', JSON.stringify({ type: 'batch', events: [] })],
  ['null', 'null'],
  ['bytes instead of text', Buffer.from(JSON.stringify(GOODBYE))],
])('%s ends the connection, once, and is not handed on', async (_what, message) => {
  const { heard, far } = await openBoth();
  const closed = once(far, 'close');
  far.send(message);
  far.send(message);
  expect(await firstEnd(heard)).toEqual({
    kind: 'broken',
    reason: 'The relay sent something that cannot be read.',
  });
  await closed;
  expect(heard.ends).toHaveLength(1);
  expect(heard.frames).toEqual([]);
});

test('a frame larger than the limit is not read into memory: the connection ends', async () => {
  const { heard, far } = await openBoth();
  far.send(JSON.stringify({ ...GOODBYE, padding: 'x'.repeat(MAX_FRAME_BYTES) }));
  expect(await firstEnd(heard)).toMatchObject({ kind: 'broken' });
  expect(heard.frames).toEqual([]);
});

test('a relay that closes, or is gone, is one end', async () => {
  const polite = await openBoth();
  polite.far.close(1001);
  expect(await firstEnd(polite.heard)).toEqual({
    kind: 'broken',
    reason: 'The connection to the relay was closed.',
  });
  const rude = await openBoth();
  rude.far.terminate();
  expect(await firstEnd(rude.heard)).toMatchObject({ kind: 'broken' });
});

test('closing from here ends it once, and what is sent afterwards goes nowhere', async () => {
  const { socket, heard, far } = await openBoth();
  const closed = once(far, 'close');
  socket.close();
  socket.close();
  socket.send({ type: 'ack', cursor: 1 });
  await closed;
  expect(heard.ends).toEqual([{ kind: 'broken', reason: 'Closed by this app.' }]);
});

test('a relay that falls silent is given up; its pings keep the line', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const relay = await startRelaySide();
  const { heard } = open(relay.url);
  const { socket: far } = await relay.accepted;
  for (let beat = 0; beat < 5; beat += 1) {
    // A ping that was answered has been heard.
    const answered = once(far, 'pong');
    far.ping();
    await answered;
    vi.advanceTimersByTime(HEARTBEAT_MS * 2);
  }
  expect(heard.ends).toEqual([]);
  vi.advanceTimersByTime(HEARTBEAT_MS);
  expect(heard.ends).toEqual([{ kind: 'broken', reason: 'The relay fell silent.' }]);
});
