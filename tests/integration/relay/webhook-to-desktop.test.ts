import { expect, test } from 'vitest';
import { enrolDesktop, openStream, postWebhook, readFeed, startTestRelay } from './relay-harness.ts';
import { envelope, inbound, status, text } from './meta-payloads.ts';

test('A webhook that was answered 200 reaches a connected desktop, once, with its person and conversation.', async () => {
  const relay = await startTestRelay();
  const desktop = await enrolDesktop(relay, 'alex');
  const stream = await openStream(relay.url, desktop.token);
  expect(await postWebhook(relay.url, envelope(text('wamid.1', 'Hello')))).toBe(200);
  expect(await postWebhook(relay.url, envelope(text('wamid.1', 'Hello')))).toBe(200);
  await stream.until(({ events }) => events.some((event) => event.kind === 'message.received'));
  expect(stream.events.map((event) => event.kind)).toEqual([
    'user.changed',
    'person.changed',
    'conversation.changed',
    'message.received',
  ]);
  expect(await readFeed(desktop)).toEqual(stream.events);
});
test('A desktop that comes back continues at its cursor and gets nothing twice.', async () => {
  const relay = await startTestRelay();
  const desktop = await enrolDesktop(relay, 'alex');
  const first = await openStream(relay.url, desktop.token);
  await postWebhook(relay.url, envelope(text('wamid.1', 'One')));
  await first.until(({ events }) => events.length === 4);
  first.close();
  await first.closed;
  await postWebhook(
    relay.url,
    envelope(text('wamid.2', 'Two'), status('wamid.3', 'delivered'), inbound('wamid.4')),
  );
  const second = await openStream(relay.url, desktop.token, { cursor: first.cursor() });
  await second.until(({ events }) => events.length === 3);
  expect(second.events.map((event) => event.kind)).toEqual([
    'message.received',
    'message.status',
    'message.received',
  ]);
});
