import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { openMediaStore } from '../../../relay/media/open-media-store.ts';
import { trimHistory } from '../../../relay/retention/trim-history.ts';
import { channelIdSchema } from '../../../shared/domain/ids.ts';
import type { MessageStatus } from '../../../shared/domain/message-status.ts';
import type { SentMessage } from '../../../shared/protocol/events.ts';
import { historiesResponseSchema } from '../../../shared/protocol/histories.ts';
import { SAM_NUMBER, makeSent } from './company-harness.ts';
import { connectCrm } from './crm-harness.ts';
import { SAM, type Sender, envelope, inbound, status } from './meta-payloads.ts';
import {
  enrolDesktop,
  makeTemporaryDirectory,
  openTestLog,
  postWebhook,
  readFeed,
  startTestRelay,
} from './relay-harness.ts';
import { openDesktopDatabase } from './retention-harness.ts';
import { databaseFor } from './test-database.ts';

const DAY_MS = 24 * 3_600_000;
const NOW = Math.floor(Date.now() / DAY_MS) * DAY_MS + DAY_MS / 2;
const DAYS = 30;
const OWN = channelIdSchema.parse('200300400500601');
const OWN_CHANNEL = {
  id: OWN,
  wabaId: '100200300400500',
  name: 'Alex’s number',
  phoneNumber: '+442079460124',
};
const PEOPLE: readonly Sender[] = [
  SAM,
  { waId: '447700900457', bsuid: 'GB.2', name: 'Robin Reed' },
  { waId: '447700900458', bsuid: 'GB.3', name: 'Kim Low' },
];

/** A relay, its log as another process sees it, and a desktop with a number of its own. */
async function start() {
  const dataDirectory = makeTemporaryDirectory();
  const relay = await startTestRelay({ dataDirectory });
  const alex = await enrolDesktop(relay, 'alex');
  await alex.call('PUT', '/v1/channels/own', OWN_CHANNEL);
  const log = await openTestLog(dataDirectory);
  const media = openMediaStore({ dataDirectory, databaseUrl: await databaseFor(dataDirectory) });
  onTestFinished(() => media.close());
  return {
    relay,
    alex,
    log,
    media,
    receive: (name: string, ageDays: number, content: object = textOf(name), from: Sender = SAM) =>
      postWebhook(
        relay.url,
        envelope(inbound(`wamid.${name}`, { ...content, ...stamp(ageDays) }, from, OWN)),
      ),
    report: (name: string, reached: string, ageDays: number) =>
      postWebhook(relay.url, envelope(status(`wamid.${name}`, reached, stamp(ageDays), SAM, OWN))),
    publish: (...messages: readonly SentMessage[]) => alex.call('POST', '/v1/sent-messages', { messages }),
    trim: (laterDays = 0) => trimHistory({ log, media, now: () => NOW + laterDays * DAY_MS }, DAYS),
  };
}

const textOf = (body: string) => ({ type: 'text', text: { body } });
const timeOf = (ageDays: number) => Math.floor((NOW - ageDays * DAY_MS) / 1_000) * 1_000;
const stamp = (ageDays: number) => ({ timestamp: String(timeOf(ageDays) / 1_000) });

function sentBy(
  alex: Awaited<ReturnType<typeof start>>['alex'],
  name: string,
  ageDays: number,
  reached: MessageStatus = 'accepted',
): SentMessage {
  const sent = makeSent(alex.user.id, { type: 'text', text: name }, { channelId: OWN, at: timeOf(ageDays) });
  const isNamed = reached !== 'queued' && reached !== 'unconfirmed';
  return { ...sent, status: reached, ...(isNamed ? { wamid: `wamid.${name}` } : {}) };
}

async function textsOf(desktop: Awaited<ReturnType<typeof start>>['alex']): Promise<readonly string[]> {
  return (await readFeed(desktop)).flatMap((event) => {
    const body = event.body as { content?: { text?: string } };
    return event.kind === 'message.received' || event.kind === 'message.sent'
      ? [body.content?.text ?? '']
      : [];
  });
}

test('Messages older than the agency keeps are gone with their statuses; the rest, and what is not a message, stays.', async () => {
  const { relay, alex, log, receive, report, publish, trim } = await start();
  await receive('old', 40);
  await receive('STOP', 39);
  await publish(sentBy(alex, 'sent-old', 38), sentBy(alex, 'doubtful', 38, 'unconfirmed'));
  await report('sent-old', 'delivered', 38);
  await report('stranger', 'delivered', 38);
  await receive('new', 1);
  await publish(sentBy(alex, 'sent-new', 1));
  await report('sent-new', 'read', 1);
  expect(await trim()).toMatchObject({ removed: 4, horizon: Math.floor(timeOf(31) / DAY_MS) * DAY_MS });
  await receive('newest', 0);
  expect((await textsOf(alex)).toSorted()).toEqual(['doubtful', 'new', 'newest', 'sent-new']);
  const kinds = (await readFeed(alex)).map((event) => event.kind);
  expect(kinds.filter((kind) => kind === 'message.status')).toHaveLength(1);
  expect(kinds).toEqual(
    expect.arrayContaining(['consent.changed', 'person.changed', 'conversation.changed']),
  );
  expect(await log.findFaults()).toEqual([]);
  // Again there is nothing to do, and a clock that was put back brings nothing back.
  expect(await trim()).toMatchObject({ removed: 0 });
  expect((await trim(-400)).horizon).toBe((await trim()).horizon);
  // It was sent long ago, and the relay no longer knows: it must not go out a second time.
  const again = sentBy(alex, 'sent-old', 38);
  const put = await alex.call('PUT', `/v1/messages/${again.messageId}`, {
    message: again,
    addressee: { to: SAM_NUMBER },
  });
  expect(put.json.error?.message).toContain('older than the agency keeps');
  const crm = await connectCrm(relay);
  const page = historiesResponseSchema.parse((await crm.call('GET', '/v1/histories?limit=1000')).json);
  expect(page.keptSince).toBe((await trim()).horizon);
  expect(
    page.histories.flatMap((history) => (history.kind === 'message' ? [history.text] : [])).sort(),
  ).toEqual(['doubtful', 'new', 'newest', 'sent-new']);
});

test('Nothing is removed because of our clock alone: Meta’s must have come as far.', async () => {
  const { log, alex, receive, trim } = await start();
  await receive('only', 0);
  expect(await trim(10 * 365)).toMatchObject({ removed: 0 });
  expect(await textsOf(alex)).toEqual(['only']);
  expect(await log.findFaults()).toEqual([]);
});

test('Who sent last gets the next reply, although what they sent is gone.', async () => {
  const { alex, log, receive, publish, trim } = await start();
  const before = sentBy(alex, 'sent-old', 60);
  await publish(before);
  await receive('other', 0, textOf('Hi'), PEOPLE[1]);
  await trim();
  const failed = sentBy(alex, 'failed', 0, 'failed');
  await publish(failed);
  const [thread] = await log.findThreadsById([before.conversationId]);
  expect(thread).toMatchObject({ lastSentAt: before.at, ownerUserId: alex.user.id });
});

test('The files of messages that are gone are gone from the store, and so is their state.', async () => {
  const { alex, log, media, receive, trim } = await start();
  await receive('old', 40);
  await receive('new', 0);
  const received = (await readFeed(alex)).flatMap((event) =>
    event.kind === 'message.received' ? [event.body as SentMessage] : [],
  );
  const objectIds = await Promise.all(received.map(() => media.write(yieldAll(randomBytes(1_000)))));
  await log.write(async (transaction) =>
    transaction.saveMedia(
      received.map(({ messageId, conversationId, personKey, channelId, at }, index) => ({
        file: {
          messageId,
          conversationId,
          personKey,
          channelId,
          state: 'ready',
          fileName: 'cv.pdf',
          mimeType: 'application/pdf',
          size: 1_000,
          sha256: 'ab',
          at,
        },
        mediaId: '1',
        url: undefined,
        expectedSha256: undefined,
        receivedAt: at,
        attempts: 1,
        dueAt: at,
        objectId: objectIds[index],
      })),
    ),
  );
  await trim();
  const found = await Promise.all(objectIds.map((id) => media.read(id, { start: 0, end: 999 })));
  expect(found.map((bytes) => bytes !== undefined)).toEqual([false, true]);
  expect(await log.measureMedia()).toBe(1_000);
  // Read to their end, or their files stay open.
  for (const bytes of found) for await (const chunk of bytes ?? []) expect(chunk.length).toBe(1_000);
});

async function* yieldAll(...chunks: readonly Uint8Array[]) {
  yield* chunks;
}

test('The relay removes by itself while it serves, and counts what it removed.', async () => {
  const relay = await startTestRelay(
    { retentionDays: DAYS, metrics: { host: '127.0.0.1', port: 0 } },
    { retention: { firstMs: 200, everyMs: 50 } },
  );
  const alex = await enrolDesktop(relay, 'alex');
  const old = inbound('wamid.old', { ...textOf('old'), ...stamp(40) });
  await postWebhook(relay.url, envelope(old, inbound('wamid.new', { ...textOf('new'), ...stamp(0) })));
  await expect.poll(() => textsOf(alex), { timeout: 20_000 }).toEqual(['new']);
  const count = async () =>
    /^relay_messages_removed_total (\d+)$/m.exec(await (await fetch(relay.metricsUrl ?? '')).text())?.[1];
  await expect.poll(count, { timeout: 20_000 }).toBe('1');
});

type Step = (relay: Awaited<ReturnType<typeof start>>, index: number) => Promise<unknown>;

const age = fc.integer({ min: 0, max: 70 });
const earlier = fc.integer({ min: 0, max: 20 });
const stepOf: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ age, who: fc.nat(2) }).map(
      ({ age: days, who }): Step =>
        (on, index) =>
          on.receive(`r${index}`, days, textOf(`r${index}`), PEOPLE[who]),
    ),
  },
  fc.record({ age, target: earlier }).map(
    ({ age: days, target }): Step =>
      (on, index) =>
        on.receive(`r${index}`, days, {
          type: 'reaction',
          reaction: { message_id: `wamid.s${target}`, emoji: '👍' },
        }),
  ),
  fc.constantFrom('STOP', 'START').map(
    (word): Step =>
      (on, index) =>
        on.receive(`r${index}`, 1, textOf(word)),
  ),
  {
    weight: 4,
    arbitrary: fc
      .record({ age, reached: fc.constantFrom<MessageStatus>('queued', 'unconfirmed', 'accepted', 'failed') })
      .map(
        ({ age: days, reached }): Step =>
          (on, index) =>
            on.publish(sentBy(on.alex, `s${index}`, days, reached)),
      ),
  },
  {
    weight: 4,
    arbitrary: fc.record({ target: earlier, age, reached: fc.constantFrom('sent', 'delivered', 'read') }).map(
      ({ target, age: days, reached }): Step =>
        (on) =>
          on.report(`s${target}`, reached, days),
    ),
  },
  fc.nat(20).map(
    (later): Step =>
      (on) =>
        on.trim(later),
  ),
);

test('A desktop built from nothing after retention shows what one shows that has been there all along.', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(stepOf, fc.boolean()), { minLength: 10, maxLength: 30 }),
      async (steps) => {
        const on = await start();
        const longLived = openDesktopDatabase(on.alex);
        for (const [index, [step, reads]] of steps.entries()) {
          await step(on, index);
          if (reads) await longLived.catchUp(7);
        }
        await on.receive('last', 0);
        await on.trim(20);
        await on.receive('wakes the relay', 0);
        await longLived.catchUp();
        const fresh = openDesktopDatabase(on.alex);
        await fresh.catchUp();
        expect(longLived.show()).toEqual(fresh.show());
        expect(await on.log.findFaults()).toEqual([]);
        await on.relay.stop();
      },
    ),
    { numRuns: 5 },
  );
});
