import { expect, test } from 'vitest';
import { enrolDesktop, openTestLog, postWebhook, readFeed, startTestRelay } from './relay-harness.ts';
import { envelope, text } from './meta-payloads.ts';

test('Webhooks that arrive together are all kept, in far fewer commits than webhooks.', async () => {
  const relay = await startTestRelay();
  const desktop = await enrolDesktop(relay, 'alex');
  const statuses = await Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      postWebhook(relay.url, envelope(text(`wamid.${index}`, `Message ${index}`))),
    ),
  );
  expect(new Set(statuses)).toEqual(new Set([200]));
  const received = (await readFeed(desktop)).filter((event) => event.kind === 'message.received');
  expect(new Set(received.map((event) => event.id)).size).toBe(200);
  expect(received).toHaveLength(200);
});

test('Work that arrives while the log is busy shares one commit.', async () => {
  const log = await openTestLog();
  let commits = 0;
  log.onAppended(() => {
    commits += 1;
  });
  const entry = (id: string) => ({ id, kind: 'webhook.other', at: 1, body: {} });
  await Promise.all(
    Array.from({ length: 50 }, (_, index) => log.write((one) => one.append([entry(`e${index}`)]))),
  );
  // One more on PostgreSQL, where a log that begins to listen announces what it may have missed.
  expect(commits).toBeLessThanOrEqual(2);
  expect(await log.findHead()).toBe(50);
});

test('A piece of work that throws is undone alone; its neighbours in the same commit stay.', async () => {
  const log = await openTestLog();
  const entry = (id: string) => ({ id, kind: 'webhook.other', at: 1, body: {} });
  const outcomes = await Promise.allSettled([
    log.write((one) => one.append([entry('a')])),
    log.write(async (one) => {
      await one.append([entry('b')]);
      throw new Error('no');
    }),
    log.write((one) => one.append([entry('c')])),
  ]);
  expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  const known = await log.write((one) => one.findEntryIds(['a', 'b', 'c']));
  expect(known).toEqual(new Set(['a', 'c']));
});

test('Webhooks beyond what may wait are turned away with 503, so that Meta keeps them.', async () => {
  const relay = await startTestRelay({}, { maxWaitingWebhooks: 0 });
  expect(await postWebhook(relay.url, envelope(text('wamid.1', 'Hello')))).toBe(503);
});

test('A body that did not change does not enter the log again, and one that returns to an earlier value does.', async () => {
  const log = await openTestLog();
  const put = (value: number) =>
    log.write((one) => one.append([{ id: 'k', kind: 'x', at: 1, body: { value }, compactionKey: 'k' }]));
  expect([await put(1), await put(1), await put(2), await put(1)]).toEqual([1, 0, 1, 1]);
  const page = await log.readFeed(0, { maxEvents: 10, maxBytes: 1_000 });
  expect(page.entries).toHaveLength(1);
  expect(page.head).toBe(3);
});
