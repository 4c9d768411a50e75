import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createIngestQueue } from '../../../../relay/ingest/ingest-queue.ts';
import { createLogger, createSilentLogger } from '../../../../relay/logger.ts';
import { createRelayMetrics } from '../../../../relay/metrics/relay-metrics.ts';
import type { RelayLog } from '../../../../relay/log/relay-log.ts';
import { openSqliteLog } from '../../../../relay/log/sqlite/open-sqlite-log.ts';
import { envelope, text } from '../meta-payloads.ts';
import {
  type TestStream,
  enrolDesktop,
  makeTemporaryDirectory,
  openStream,
  postWebhook,
  startTestRelay,
} from '../relay-harness.ts';

/** Answers what a server says to these bytes, without ever sending more. */
function speak(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    onTestFinished(() => void socket.destroy());
    let heard = '';
    socket.on('data', (data) => {
      heard += data.toString();
      if (heard.includes('\r\n\r\n')) resolve(heard);
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(heard));
  });
}

const countReceived = ({ events }: TestStream) =>
  events.filter((event) => event.kind === 'message.received').length;

test('When too much waits, a webhook is refused before its body is sent, with the time to come again.', async () => {
  const relay = await startTestRelay({}, { maxWaitingWebhooks: 0 });
  const answer = await speak(
    relay.port,
    'POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n',
  );
  expect(answer).toMatch(/^HTTP\/1\.1 503 /);
  expect(answer.toLowerCase()).toContain('\r\nretry-after: 5\r\n');
  expect(answer.toLowerCase()).toContain('\r\nconnection: close\r\n');
});

test('What waits to be written is bounded by its bytes as well, until it is written.', async () => {
  const log = openSqliteLog(makeTemporaryDirectory());
  onTestFinished(() => log.close());
  const queue = createIngestQueue(queueContext(log));
  const delivery = { items: [{ kind: 'other' as const, field: 'x', payload: {} }], receivedAt: 1 };
  const large = queue.ingest(delivery, 64 * 1024 * 1024);
  expect(queue.isFull()).toBe(true);
  await expect(queue.ingest(delivery, 1)).rejects.toMatchObject({ code: 'database', retryable: true });
  await large;
  expect(queue.isFull()).toBe(false);
  await queue.ingest(delivery, 1);
});

test('A disk that is slow makes webhooks wait, as many as are allowed; the others are told to come again at once.', async () => {
  const log = openSqliteLog(makeTemporaryDirectory());
  onTestFinished(() => log.close());
  let finishWrite = () => {};
  const slowly = new Promise<void>((resolve) => {
    finishWrite = resolve;
  });
  const queue = createIngestQueue(
    queueContext({ ...log, write: (work) => slowly.then(() => log.write(work)) }),
    100,
  );
  const outcomes = Array.from({ length: 300 }, (_, index) =>
    queue.ingest({ items: [{ kind: 'other', field: `x${index}`, payload: {} }], receivedAt: 1 }, 10),
  );
  const refused = await Promise.allSettled(outcomes.slice(100));
  expect(refused.every(({ status }) => status === 'rejected')).toBe(true);
  finishWrite();
  await Promise.all(outcomes.slice(0, 100));
  expect(await log.findHead()).toBe(100);
});

test('A sender that leaves in the middle of a body holds nothing, and the next webhook is taken.', async () => {
  const relay = await startTestRelay();
  for (let sender = 0; sender < 50; sender += 1) {
    const socket = connect(relay.port, '127.0.0.1');
    socket.write('POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nhalf of it');
    socket.end();
    await new Promise((resolve) => socket.on('close', resolve).resume());
  }
  expect(await postWebhook(relay.url, envelope(text('wamid.1', 'Hello')))).toBe(200);
});

test('A desktop that stops reading slows nobody, is told that it is too slow, and continues at its cursor.', async () => {
  let elapsed = 1_000;
  const lines: string[] = [];
  const relay = await startTestRelay(
    {},
    {
      elapsed: () => elapsed,
      timing: { heartbeatMs: 1_000, ackMs: 500 },
      enrolmentsPerMinute: 100,
      logger: createLogger((line) => void lines.push(line)),
    },
  );
  const alex = await enrolDesktop(relay, 'alex');
  const ben = await enrolDesktop(relay, 'ben');
  const readers: TestStream[] = [];
  for (let index = 0; index < 50; index += 1) {
    // Four sockets of one desktop are the most that the relay admits.
    const desktop = index < 3 ? alex : await enrolDesktop(relay, `reader${index}`);
    readers.push(await openStream(relay.url, desktop.token));
  }
  const stuck = await openStream(relay.url, ben.token);
  await stuck.until(({ events }) => events.length > 0);
  stuck.pause();
  const total = 300;
  for (let from = 0; from < total; from += 10) {
    const messages = Array.from({ length: 10 }, (_, index) => text(`wamid.${from + index}`, 'Hello'));
    expect(await postWebhook(relay.url, envelope(...messages))).toBe(200);
  }
  await Promise.all(readers.map((reader) => reader.until((stream) => countReceived(stream) === total)));
  expect(countReceived(stuck)).toBeLessThan(total);
  // What the readers acknowledged last has arrived by the second heartbeat from now.
  const heartbeats = readers.map((reader) => reader.pings() + 2);
  const haveBeaten = () => readers.every((reader, index) => reader.pings() >= (heartbeats[index] ?? 0));
  await expect.poll(haveBeaten, { timeout: 20_000 }).toBe(true);
  // Too long for an acknowledgement, and not long enough to be called silent.
  elapsed += 1_000;
  await expect.poll(() => lines.join(''), { timeout: 10_000 }).toContain('desktop is too slow');
  stuck.resume();
  // The goodbye, unless the line was cut off before it took it.
  expect([4002, 1006]).toContain(await stuck.closed);
  const again = await openStream(relay.url, ben.token, { cursor: stuck.cursor() });
  await again.until((stream) => countReceived(stream) + countReceived(stuck) === total);
  for (const reader of readers) expect(reader.frames.at(-1)?.type).toBe('batch');
});

function queueContext(log: RelayLog) {
  const elapsed = () => performance.now();
  return { log, logger: createSilentLogger(), metrics: createRelayMetrics(), elapsed };
}
