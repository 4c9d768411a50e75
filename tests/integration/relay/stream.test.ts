import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { PROTOCOL_VERSION } from '../../../shared/protocol/frames.ts';
import { enrolDesktop, openStream, postWebhook, startTestRelay } from './relay-harness.ts';
import { envelope, text } from './meta-payloads.ts';

test('Every committed message reaches every desktop in the order of the log, and both sockets of one desktop.', async () => {
  const relay = await startTestRelay();
  const [alex, ben] = [await enrolDesktop(relay, 'alex'), await enrolDesktop(relay, 'ben')];
  const streams = [
    await openStream(relay.url, alex.token),
    await openStream(relay.url, alex.token),
    await openStream(relay.url, ben.token),
  ];
  for (let index = 0; index < 30; index += 1) {
    await postWebhook(relay.url, envelope(text(`wamid.${index}`, `Message ${index}`)));
  }
  for (const stream of streams) {
    await stream.until(
      ({ events }) => events.filter((event) => event.kind === 'message.received').length === 30,
    );
    const seqs = stream.events.map((event) => event.seq);
    expect(seqs).toEqual([...seqs].sort((one, other) => one - other));
    expect(new Set(seqs).size).toBe(seqs.length);
  }
});

test('A long catch-up comes in batches that wait for the acknowledgement, and loses and repeats nothing.', async () => {
  const relay = await startTestRelay();
  const alex = await enrolDesktop(relay, 'alex');
  const messages = Array.from({ length: 9_000 }, (_, index) => text(`wamid.${index}`, `Message ${index}`));
  for (let first = 0; first < messages.length; first += 3_000)
    await postWebhook(relay.url, envelope(...messages.slice(first, first + 3_000)));
  const stream = await openStream(relay.url, alex.token, { isAcknowledging: false });
  await stream.until(({ frames }) => frames.filter((frame) => frame.type === 'batch').length === 16);
  expect(stream.events).toHaveLength(8_000);
  stream.send({ type: 'ack', cursor: stream.cursor() });
  await stream.until(({ frames }) => frames.filter((frame) => frame.type === 'batch').length === 19);
  const received = stream.events.filter((event) => event.kind === 'message.received');
  expect(new Set(received.map((event) => event.id)).size).toBe(9_000);
  const [welcome] = stream.frames;
  expect(welcome).toMatchObject({
    type: 'welcome',
    protocol: 1,
    head: stream.cursor(),
    user: { username: 'alex' },
  });
});

test('A batch stays below a megabyte, whatever its entries weigh.', async () => {
  const relay = await startTestRelay();
  const alex = await enrolDesktop(relay, 'alex');
  const messages = Array.from({ length: 700 }, (_, index) => text(`wamid.${index}`, 'x'.repeat(4_000)));
  await postWebhook(relay.url, envelope(...messages));
  const stream = await openStream(relay.url, alex.token);
  await stream.until(
    ({ events }) => events.filter((event) => event.kind === 'message.received').length === 700,
  );
  const sizes = stream.frames.map((frame) => JSON.stringify(frame).length);
  expect(Math.max(...sizes)).toBeLessThan(1_050_000);
});

test.each([
  ['a frame that is no JSON', 'hello'],
  ['a frame of another kind', '{"type":"subscribe"}'],
  ['a hello of another protocol', '{"type":"hello","protocol":99,"cursor":0,"clientVersion":"x"}'],
  ['a hello with a cursor below zero', '{"type":"hello","protocol":1,"cursor":-1,"clientVersion":"x"}'],
  ['an ack before the hello', '{"type":"ack","cursor":0}'],
])('A desktop that sends %s is sent away with a word.', async (_case, frame) => {
  const relay = await startTestRelay();
  const alex = await enrolDesktop(relay, 'alex');
  const stream = await openStream(relay.url, alex.token, { isHelloSent: false });
  stream.sendRaw(frame);
  expect(await stream.closed).toBe(4000);
  expect(stream.frames).toEqual([{ type: 'goodbye', reason: 'protocol', protocol: PROTOCOL_VERSION }]);
});

test('A desktop below the minimum version is told so before it is told anything else; one at it is admitted.', async () => {
  const relay = await startTestRelay({ minimumDesktop: '1.4.0' });
  const alex = await enrolDesktop(relay, 'alex');
  const about = (await (await fetch(`${relay.url}/v1/about`)).json()) as object;
  expect(about).toMatchObject({ minimumDesktop: '1.4.0' });
  const greet = async (clientVersion: string) => {
    const stream = await openStream(relay.url, alex.token, { isHelloSent: false });
    stream.send({ type: 'hello', protocol: PROTOCOL_VERSION, cursor: 0, clientVersion });
    return stream;
  };
  for (const version of ['1.3.9', '1.4.0-beta.1', 'test']) {
    const stream = await greet(version);
    expect(await stream.closed).toBe(4000);
    expect(stream.frames).toEqual([
      { type: 'goodbye', reason: 'protocol', protocol: PROTOCOL_VERSION, minimumDesktop: '1.4.0' },
    ]);
  }
  const admitted = await greet('1.4.0');
  await admitted.until(({ frames }) => frames.length > 0);
  expect(admitted.frames[0]).toMatchObject({ type: 'welcome' });
});

test('An ack of what was never sent, and a second hello, end the connection.', async () => {
  const relay = await startTestRelay();
  const alex = await enrolDesktop(relay, 'alex');
  for (const frame of [
    { type: 'ack', cursor: 99_999 },
    { type: 'hello', protocol: 1, cursor: 0, clientVersion: 'test' },
  ] as const) {
    const stream = await openStream(relay.url, alex.token);
    await stream.until(({ events }) => events.length > 0);
    stream.send(frame);
    expect(await stream.closed).toBe(4000);
  }
});

test('A frame that is far too large ends the connection.', async () => {
  const relay = await startTestRelay();
  const alex = await enrolDesktop(relay, 'alex');
  const stream = await openStream(relay.url, alex.token);
  stream.sendRaw('x'.repeat(100_000));
  expect(await stream.closed).toBe(1009);
});

test('Who does not say hello in time is sent away and may come back.', async () => {
  const relay = await startTestRelay({}, { timing: { helloMs: 50 } });
  const alex = await enrolDesktop(relay, 'alex');
  const stream = await openStream(relay.url, alex.token, { isHelloSent: false });
  expect(await stream.closed).toBe(4002);
  expect(stream.frames.at(-1)).toMatchObject({ type: 'goodbye', reason: 'too-slow', retryAfterMs: 5_000 });
});

test('Who acknowledges nothing for too long is told so and may come back.', async () => {
  let elapsed = 1_000;
  const relay = await startTestRelay({}, { elapsed: () => elapsed, timing: { heartbeatMs: 30, ackMs: 20 } });
  const alex = await enrolDesktop(relay, 'alex');
  const stream = await openStream(relay.url, alex.token, { isAcknowledging: false });
  await stream.until(({ events }) => events.length > 0);
  elapsed += 25;
  expect(await stream.closed).toBe(4002);
  expect(stream.frames.at(-1)).toMatchObject({ type: 'goodbye', reason: 'too-slow', retryAfterMs: 5_000 });
});

test('A connection that has fallen silent is ended.', async () => {
  const relay = await startTestRelay({}, { timing: { heartbeatMs: 40 } });
  const alex = await enrolDesktop(relay, 'alex');
  // A desktop whose computer sleeps answers no ping.
  const socket = new WebSocket(`${relay.url.replace('http', 'ws')}/v1/stream`, {
    headers: { authorization: `Bearer ${alex.token}` },
    autoPong: false,
  });
  const closed = new Promise<number>((resolve) => socket.on('close', (code) => resolve(code)));
  // Cut off: a sleeper hears no closing words.
  expect([1006, 4004]).toContain(await closed);
});

test('An upgrade without a token costs one answer and no socket.', async () => {
  const relay = await startTestRelay();
  const upgrade = (path: string, extra: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(relay.port, '127.0.0.1', () => {
        socket.write(
          `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n${extra}\r\n`,
        );
      });
      let heard = '';
      socket.on('data', (data) => (heard += data.toString()));
      socket.on('close', () => resolve(heard.split('\r\n')[0] ?? ''));
      socket.on('error', reject);
    });
  expect(await upgrade('/v1/stream', '')).toBe('HTTP/1.1 401 Unauthorized');
  expect(await upgrade('/v1/stream', 'Authorization: Bearer aaaaaaaaaaaaaaaaaaaaaaaa\r\n')).toBe(
    'HTTP/1.1 401 Unauthorized',
  );
  expect(await upgrade('/v1/stream', `X-Large: ${'x'.repeat(20_000)}\r\n`)).toMatch(/431/);
  expect(await upgrade('/elsewhere', '')).toBe('HTTP/1.1 404 Not Found');
});

test('When the relay stops, it says so, and the desktop continues at its cursor afterwards.', async () => {
  const relay = await startTestRelay();
  const alex = await enrolDesktop(relay, 'alex');
  const stream = await openStream(relay.url, alex.token);
  await stream.until(({ events }) => events.length > 0);
  await relay.stop();
  expect(await stream.closed).toBe(4003);
  expect(stream.frames.at(-1)).toMatchObject({ type: 'goodbye', reason: 'shutting-down' });
});
