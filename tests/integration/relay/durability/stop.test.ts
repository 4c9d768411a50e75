import { type Socket, connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import { expect, onTestFinished, test } from 'vitest';
import { createRandom } from '../../../../simulator/random.ts';
import { enrolWith, makeTemporaryDirectory, openStream, readFeed } from '../relay-harness.ts';
import { createCode, findFreePort, startRelayProcess } from '../relay-process.ts';
import { createMetaLoad } from './meta-load.ts';

/** The limit that we promise to whoever stops us: Docker kills after ten seconds. */
const LONGEST_STOP_MS = 10_000;

function openConnection(port: number, bytes: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(bytes);
      resolve(socket);
    });
    socket.on('error', reject);
    onTestFinished(() => void socket.destroy());
  });
}

test('A relay that is told to stop under load drains, says goodbye, and ends with 0 although some never let go.', async () => {
  const dataDirectory = makeTemporaryDirectory();
  const code = await createCode(dataDirectory);
  const port = await findFreePort();
  const relay = await startRelayProcess(port, { RELAY_DATA: dataDirectory });
  const alex = await enrolWith(relay.url, code);
  const stream = await openStream(relay.url, alex.token);
  const stuck = await openStream(relay.url, alex.token);
  await stuck.until(({ events }) => events.length > 0);
  stuck.pause();
  // A body that never ends, headers that never end, and a connection that says nothing.
  await openConnection(port, 'POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf');
  await openConnection(port, 'GET /healthz HTTP/1.1\r\nHost: x\r\nX-Half: ');
  await openConnection(port, '');
  const load = createMetaLoad(relay.url, createRandom(1), 'stop');
  load.start(16);
  await load.whenAnswered(100);
  const startedAt = performance.now();
  expect(await relay.terminate()).toBe(0);
  expect(performance.now() - startedAt).toBeLessThan(LONGEST_STOP_MS);
  await load.stop();
  expect(await stream.closed).toBe(4003);
  const goodbye = stream.frames.at(-1);
  expect(goodbye).toMatchObject({ type: 'goodbye', reason: 'shutting-down' });
  expect(goodbye?.type === 'goodbye' && goodbye.retryAfterMs).toBeGreaterThanOrEqual(1_000);
  // Refused as our fault, or not answered at all: so Meta keeps them.
  expect([...load.answers.keys()].filter((one) => one !== 200 && one !== 503 && one !== 'no answer')).toEqual(
    [],
  );

  const again = await startRelayProcess(port, { RELAY_DATA: dataDirectory });
  const kept = new Set((await readFeed(alex)).map((event) => event.id));
  expect([...load.acknowledged].filter((id) => !kept.has(id))).toEqual([]);
  await load.settle();
  load.close();
  expect(await again.terminate()).toBe(0);
});

test('A second signal ends the relay at once.', async () => {
  const port = await findFreePort();
  const relay = await startRelayProcess(port, { RELAY_DATA: makeTemporaryDirectory() });
  const whole = 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n';
  const half = 'POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf';
  const socket = await openConnection(port, whole + half);
  // Answered: so the relay has the half as well, and would wait for the rest.
  await new Promise((resolve) => socket.once('data', resolve));
  const ended = relay.terminate();
  await expect.poll(() => relay.output(), { timeout: 20_000 }).toContain('relay is stopping');
  await relay.terminate();
  expect(await ended).toBe(1);
});
