import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { startSimulator } from '../../../simulator/build-simulator.ts';
import type { Relay, RelayOptions } from '../../../relay/build-relay.ts';
import { SAM_NUMBER, companyAt, fill, findTemplate, makeSent, subscribe } from './company-harness.ts';
import { SAM, envelope, status, text } from './meta-payloads.ts';
import {
  APP_SECRET,
  enrolDesktop,
  openStream,
  postRaw,
  postWebhook,
  readFeed,
  startTestRelay,
} from './relay-harness.ts';

const LOOPBACK = { host: '127.0.0.1', port: 0 };

test('Webhooks are counted by what became of them, and the commits with what they held.', async () => {
  const relay = await startMeasured();
  const before = await read(relay);
  const body = JSON.stringify(envelope(text('wamid.1', 'Hello')));
  expect(await postWebhook(relay.url, envelope(text('wamid.1', 'Hello'), status('wamid.2', 'read')))).toBe(
    200,
  );
  expect(await postWebhook(relay.url, envelope(text('wamid.1', 'Hello')))).toBe(200);
  expect((await postRaw(relay.url, body, 'sha256=00')).status).toBe(401);
  expect((await postRaw(relay.url, new Uint8Array(3 * 1024 * 1024 + 1), 'sha256=00')).status).toBe(413);
  const moved = await readMoved(relay, before);
  expect(moved('relay_webhooks_acknowledged_total')).toBe(2);
  expect(moved('relay_webhook_seconds_count')).toBe(2);
  expect(moved('relay_duplicates_total')).toBe(1);
  expect(moved('relay_webhook_items_total{kind="message"}')).toBe(2);
  expect(moved('relay_webhook_items_total{kind="status"}')).toBe(1);
  expect(moved('relay_webhooks_refused_total{reason="unauthorised"}')).toBe(1);
  expect(moved('relay_webhooks_refused_total{reason="too-large"}')).toBe(1);
  expect(moved('relay_commit_webhooks_count')).toBe(2);
  expect(moved('relay_commit_webhooks_sum')).toBe(2);
  expect(moved('relay_commit_seconds_sum')).toBeGreaterThan(0);
  expect(moved('relay_log_head')).toBeGreaterThan(1);
});

test('A webhook for which there is no room is counted as refused.', async () => {
  const relay = await startMeasured({ maxWaitingWebhooks: 0 });
  const before = await read(relay);
  expect(await postWebhook(relay.url, envelope(text('wamid.1', 'Hello')))).toBe(503);
  const moved = await readMoved(relay, before);
  expect(moved('relay_webhooks_refused_total{reason="unavailable"}')).toBe(1);
  expect(moved('relay_webhooks_acknowledged_total')).toBe(0);
});

test('Sockets, the lag of the slowest desktop and goodbyes follow what desktops do.', async () => {
  let elapsed = 1_000;
  const relay = await startMeasured({ elapsed: () => elapsed });
  const alex = await enrolDesktop(relay, 'alex');
  const silent = await openStream(relay.url, alex.token, { isHelloSent: false });
  const slow = await openStream(relay.url, alex.token, { isAcknowledging: false });
  const quick = await openStream(relay.url, alex.token);
  await postWebhook(relay.url, envelope(text('wamid.1', 'Hello')));
  const hasMessage = () => slow.events.some((event) => event.kind === 'message.received');
  await slow.until(hasMessage);
  await quick.until(({ events }) => events.some((event) => event.kind === 'message.received'));
  elapsed += 5_000;
  const lagging = await read(relay);
  expect(lagging.get('relay_sockets{state="silent"}')).toBe(1);
  expect(lagging.get('relay_sockets{state="streaming"}')).toBe(2);
  expect(lagging.get('relay_slowest_desktop_lag_entries')).toBe(lagging.get('relay_log_head'));
  expect(lagging.get('relay_slowest_desktop_lag_seconds')).toBe(5);
  slow.send({ type: 'ack', cursor: slow.cursor() });
  silent.sendRaw('nonsense');
  await silent.closed;
  await expect.poll(async () => (await read(relay)).get('relay_slowest_desktop_lag_entries')).toBe(0);
  const after = await read(relay);
  expect(after.get('relay_slowest_desktop_lag_seconds')).toBe(0);
  expect(after.get('relay_sockets{state="silent"}')).toBe(0);
  expect(after.get('relay_goodbyes_total{reason="protocol"}')).toBe(1);
});

test('Calls to Meta for the company’s number are counted by outcome, and what waits shows since when it is due.', async () => {
  const simulator = await startSimulator({ speed: 100, appSecret: APP_SECRET });
  onTestFinished(() => simulator.stop());
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const relay = await startTestRelay({ metrics: LOOPBACK, company: companyAt(simulator) }, { now });
  await relay.companyReady;
  await subscribe(simulator, relay.url);
  const alex = await enrolDesktop(relay, 'alex');
  const template = findTemplate(await readFeed(alex), 'job_opportunity');
  const countSends = async (outcome: string) =>
    (await read(relay)).get(`relay_sends_total{outcome="${outcome}"}`);
  const send = async (to: string) => {
    const message = makeSent(alex.user.id, fill(template), { to });
    const body = { message, addressee: { to }, template };
    expect((await alex.call('PUT', `/v1/messages/${message.messageId}`, body)).status).toBe(200);
  };
  await send(SAM_NUMBER);
  await expect.poll(() => countSends('accepted')).toBe(1);
  await simulator.control.addFault({ kind: 'error', code: 132001, edge: 'messages' });
  await send('+447700900457');
  await expect.poll(() => countSends('rejected')).toBe(1);
  await simulator.control.addFault({ kind: 'reset', edge: 'messages' });
  await send('+447700900458');
  await expect.poll(() => countSends('unknown')).toBe(1);
  await simulator.control.addFault({ kind: 'error', code: 131056, edge: 'messages', times: 1_000 });
  await send('+447700900459');
  await expect.poll(() => countSends('try-later')).toBe(1);
  ahead += 3_600_000;
  await expect.poll(async () => (await read(relay)).get('relay_send_overdue_seconds')).toBeGreaterThan(3_000);
});

test('Requests are counted by the pattern of their route, never by what somebody wrote there.', async () => {
  const relay = await startMeasured();
  const alex = await enrolDesktop(relay, 'alex');
  const before = await read(relay);
  await alex.call('GET', '/v1/events?after=0');
  await alex.call('POST', '/v1/conversations/447700900456/take');
  await fetch(`${relay.url}/447700900456/${'x'.repeat(50)}`);
  const moved = await readMoved(relay, before);
  expect(moved('relay_http_seconds_count{route="/v1/events",status="2xx"}')).toBe(1);
  expect(moved('relay_http_seconds_count{route="/v1/conversations/:id/take",status="4xx"}')).toBe(1);
  expect(moved('relay_http_seconds_count{route="none",status="4xx"}')).toBe(1);
});

test('No number, name, text, id or token of anybody is among the figures.', async () => {
  const relay = await startMeasured();
  const alex = await enrolDesktop(relay, 'alex');
  const stream = await openStream(relay.url, alex.token);
  await postWebhook(relay.url, envelope(text('wamid.secret', 'Nobody may read this')));
  await stream.until(({ events }) => events.some((event) => event.kind === 'message.received'));
  await alex.call('GET', '/v1/events?after=0');
  const page = await (await fetch(relay.metricsUrl ?? '')).text();
  expect(page).toContain('relay_webhooks_acknowledged_total 1');
  const received = stream.events.find((event) => event.kind === 'message.received');
  const ids = z.object({ personKey: z.string(), conversationId: z.string() }).parse(received?.body);
  for (const secret of [
    SAM.waId,
    SAM.bsuid,
    SAM.name,
    'wamid',
    'Nobody may',
    'alex',
    alex.token,
    APP_SECRET,
  ]) {
    expect(page).not.toContain(secret);
  }
  for (const id of Object.values(ids)) expect(page).not.toContain(id);
  // Only the edges of histograms are numbers, and none is long.
  for (const [, value] of page.matchAll(/="([^"]*)"/g)) expect(value).not.toMatch(/\d{5}/);
});

test('The process tells its memory, processor time and the delay of its event loop.', async () => {
  const figures = await read(await startMeasured());
  expect(figures.get('process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
  expect(figures.get('nodejs_heap_size_used_bytes')).toBeGreaterThan(1_000_000);
  expect(figures.get('process_cpu_seconds_total')).toBeGreaterThan(0);
  expect(figures.get('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
  expect(figures.get('relay_info{version="0.1.0"}')).toBe(1);
  expect(figures.get('relay_ready')).toBe(1);
});

test('The figures are on a port of their own, only when asked for, and two relays do not mix theirs.', async () => {
  const hidden = await startTestRelay();
  expect(hidden.metricsUrl).toBeUndefined();
  const [one, other] = [await startMeasured(), await startMeasured()];
  expect((await fetch(`${one.url}/metrics`)).status).toBe(404);
  expect((await fetch(`${hidden.url}/metrics`)).status).toBe(404);
  await postWebhook(one.url, envelope(text('wamid.1', 'Hello')));
  expect((await read(one)).get('relay_webhooks_acknowledged_total')).toBe(1);
  expect((await read(other)).get('relay_webhooks_acknowledged_total')).toBe(0);
});

test('Health and readiness are answered on both ports, and nothing after the stop.', async () => {
  const relay = await startMeasured();
  const { port } = new URL(relay.metricsUrl ?? '');
  for (const url of [relay.url, `http://127.0.0.1:${port}`]) {
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ok' });
    const ready = await fetch(`${url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
    expect(ready.headers.get('cache-control')).toBe('no-store');
  }
  await relay.stop();
  await expect(reach(Number(port))).rejects.toThrow('ECONNREFUSED');
  await expect(reach(relay.port)).rejects.toThrow('ECONNREFUSED');
});

test('A relay whose port for the figures is taken does not start, and leaves no port behind.', async () => {
  const first = await startMeasured();
  const port = Number(new URL(first.metricsUrl ?? '').port);
  await expect(startTestRelay({ metrics: { host: '127.0.0.1', port } })).rejects.toThrow('EADDRINUSE');
});

function startMeasured(options: RelayOptions = {}): Promise<Relay> {
  return startTestRelay({ metrics: LOOPBACK }, options);
}

/** Every figure by its name and labels. */
async function read({ metricsUrl }: Relay): Promise<ReadonlyMap<string, number>> {
  const answer = await fetch(metricsUrl ?? '');
  expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  const lines = (await answer.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
}

async function readMoved(relay: Relay, before: ReadonlyMap<string, number>) {
  const after = await read(relay);
  return (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
}

function reach(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', reject);
    socket.on('connect', () => {
      socket.destroy();
      resolve();
    });
  });
}
