import { expect, test } from 'vitest';
import { channelIdSchema } from '../../../shared/domain/ids.ts';
import type { SentMessage } from '../../../shared/protocol/events.ts';
import { inbound, envelope, status, SAM } from './meta-payloads.ts';
import { type Desktop, enrolDesktop, postWebhook, readFeed, startTestRelay } from './relay-harness.ts';
import { makeSent } from './company-harness.ts';

const OWN = channelIdSchema.parse('200300400500601');
const OWN_CHANNEL = {
  id: OWN,
  wabaId: '100200300400500',
  name: 'Alex’s number',
  phoneNumber: '+442079460124',
};
const HELLO = { type: 'text', text: 'Hello' } as const;

function publish(desktop: Desktop, ...messages: readonly object[]) {
  return desktop.call('POST', '/v1/sent-messages', { messages });
}

async function lastOf(desktop: Desktop, messageId: string): Promise<SentMessage | undefined> {
  const bodies = (await readFeed(desktop)).flatMap((event) =>
    event.kind === 'message.sent' ? [event.body as SentMessage] : [],
  );
  return bodies.findLast((body) => body.messageId === messageId);
}

async function receivedOf(desktop: Desktop) {
  return (await readFeed(desktop)).flatMap((event) =>
    event.kind === 'message.received' ? [event.body] : [],
  );
}

async function startWithOwnNumber() {
  const relay = await startTestRelay();
  const [alex, ben] = [await enrolDesktop(relay, 'alex'), await enrolDesktop(relay, 'ben')];
  const put = await alex.call('PUT', '/v1/channels/own', OWN_CHANNEL);
  expect(put.json).toMatchObject({ ...OWN_CHANNEL, kind: 'own', ownerUserId: alex.user.id, isActive: true });
  return { relay, alex, ben };
}

test('What a desktop sent on its own number is seen by colleagues, and the reply finds its conversation.', async () => {
  const { relay, alex, ben } = await startWithOwnNumber();
  const message = {
    ...makeSent(alex.user.id, HELLO, { channelId: OWN }),
    status: 'accepted',
    wamid: 'wamid.OWN1',
  } as const;
  expect((await publish(alex, message)).status).toBe(200);
  await postWebhook(
    relay.url,
    envelope(inbound('wamid.REPLY', { type: 'text', text: { body: 'Hi' } }, SAM, OWN)),
  );
  expect(await lastOf(ben, message.messageId)).toEqual(message);
  expect(await receivedOf(ben)).toMatchObject([
    { conversationId: message.conversationId, personKey: message.personKey },
  ]);
});

test('Published again, a message moves forward and never back, and keeps its wamid.', async () => {
  const { relay, alex } = await startWithOwnNumber();
  const queued = makeSent(alex.user.id, HELLO, { channelId: OWN });
  const accepted = { ...queued, status: 'accepted', wamid: 'wamid.OWN1', statusAt: queued.at + 5 } as const;
  const failure = { sentence: 'No.', advice: 'Ask.', canRetry: false };
  await publish(alex, queued, accepted);
  await publish(alex, queued);
  expect(await lastOf(alex, queued.messageId)).toEqual(accepted);
  await publish(alex, { ...queued, status: 'unconfirmed' });
  expect(await lastOf(alex, queued.messageId)).toEqual(accepted);
  await postWebhook(relay.url, envelope(status('wamid.OWN1', 'delivered', {}, SAM, OWN)));
  const before = (await readFeed(alex)).length;
  await publish(alex, accepted);
  expect((await readFeed(alex)).length).toBe(before);
  const failed = { ...makeSent(alex.user.id, HELLO, { channelId: OWN }), status: 'failed', failure } as const;
  await publish(alex, failed);
  expect(await lastOf(alex, failed.messageId)).toEqual(failed);
});

test('A status that came before the message was published carries what the desktop needs to match it.', async () => {
  const { relay, alex } = await startWithOwnNumber();
  const message = {
    ...makeSent(alex.user.id, HELLO, { channelId: OWN }),
    status: 'accepted',
    wamid: 'wamid.OWN1',
  } as const;
  const report = status('wamid.OWN1', 'sent', { biz_opaque_callback_data: message.messageId }, SAM, OWN);
  await postWebhook(relay.url, envelope(report));
  const heard = (await readFeed(alex)).find((event) => event.kind === 'message.status');
  expect(heard?.body).toMatchObject({
    wamid: 'wamid.OWN1',
    messageId: message.messageId,
    status: 'sent',
    personKey: message.personKey,
  });
});

test('A status with callback data gives an unconfirmed message its wamid.', async () => {
  const { relay, alex } = await startWithOwnNumber();
  const message = { ...makeSent(alex.user.id, HELLO, { channelId: OWN }), status: 'unconfirmed' } as const;
  await publish(alex, message);
  const fields = { biz_opaque_callback_data: message.messageId };
  // Somebody else's callback data on another number is not ours.
  await postWebhook(relay.url, envelope(status('wamid.OTHER', 'sent', fields)));
  expect((await lastOf(alex, message.messageId))?.wamid).toBeUndefined();
  await postWebhook(relay.url, envelope(status('wamid.OWN1', 'delivered', fields, SAM, OWN)));
  expect(await lastOf(alex, message.messageId)).toMatchObject({ wamid: 'wamid.OWN1', status: 'delivered' });
});

test.each([
  [
    'in the name of a colleague',
    (message: SentMessage, ben: Desktop) => ({ ...message, consultantUserId: ben.user.id }),
  ],
  [
    'on a number that is not set up',
    (message: SentMessage) => ({ ...message, channelId: '200300400500699' }),
  ],
])('A desktop may not publish %s; nothing of the batch is kept.', async (_case, change) => {
  const { alex, ben } = await startWithOwnNumber();
  const good = makeSent(alex.user.id, HELLO, { channelId: OWN });
  const bad = change(makeSent(alex.user.id, HELLO, { channelId: OWN }), ben);
  const { status: code, json } = await publish(alex, good, bad);
  expect([code, json.error?.code]).toEqual([403, 'forbidden']);
  expect(await lastOf(alex, good.messageId)).toBeUndefined();
});

test('A desktop may not publish on a colleague’s number, nor set it up or remove it.', async () => {
  const { alex, ben } = await startWithOwnNumber();
  expect((await publish(ben, makeSent(ben.user.id, HELLO, { channelId: OWN }))).status).toBe(403);
  expect((await ben.call('PUT', '/v1/channels/own', OWN_CHANNEL)).status).toBe(409);
  expect((await ben.call('DELETE', `/v1/channels/own/${OWN}`)).status).toBe(404);
  expect((await alex.call('DELETE', `/v1/channels/own/${OWN}`)).json).toMatchObject({ isActive: false });
  expect((await ben.call('PUT', '/v1/channels/own', OWN_CHANNEL)).json).toMatchObject({
    ownerUserId: ben.user.id,
  });
});

test('A first message to an own number goes to its user; after the number was removed, to nobody yet.', async () => {
  const { relay, alex, ben } = await startWithOwnNumber();
  await postWebhook(relay.url, envelope(inbound('wamid.1', undefined, SAM, OWN)));
  const [toAlex] = (await readFeed(ben)).filter((event) => event.kind === 'conversation.changed');
  expect(toAlex?.body).toMatchObject({ ownerUserId: alex.user.id, channelId: OWN });
  await alex.call('DELETE', `/v1/channels/own/${OWN}`);
  await postWebhook(
    relay.url,
    envelope(inbound('wamid.2', undefined, { ...SAM, waId: '447700900457', bsuid: 'GB.2' }, OWN)),
  );
  const last = (await readFeed(ben)).findLast((event) => event.kind === 'conversation.changed');
  expect(last?.body).not.toHaveProperty('ownerUserId');
});

test('An unassigned conversation is taken once; its id stays, and later messages stay in it.', async () => {
  const relay = await startTestRelay();
  const [alex, ben] = [await enrolDesktop(relay, 'alex'), await enrolDesktop(relay, 'ben')];
  await postWebhook(relay.url, envelope(inbound('wamid.1')));
  const [first] = (await receivedOf(alex)) as { conversationId: string }[];
  const take = (desktop: Desktop) => desktop.call('POST', `/v1/conversations/${first?.conversationId}/take`);
  const [ofAlex, ofBen] = await Promise.all([take(alex), take(ben)]);
  expect([ofAlex.status, ofBen.status]).toEqual([200, 409]);
  expect((await take(alex)).json.conversation).toMatchObject({
    id: first?.conversationId,
    ownerUserId: alex.user.id,
  });
  await postWebhook(relay.url, envelope(inbound('wamid.2')));
  const received = (await receivedOf(ben)) as { conversationId: string }[];
  expect(received.map((message) => message.conversationId)).toEqual([
    first?.conversationId,
    first?.conversationId,
  ]);
  expect((await alex.call('POST', '/v1/conversations/unknown/take')).status).toBe(404);
});

test('A consultant’s word about an opt-out is the newest, whatever the clocks say.', async () => {
  const relay = await startTestRelay({}, { now: () => 1_000 });
  const alex = await enrolDesktop(relay, 'alex');
  await postWebhook(relay.url, envelope(inbound('wamid.1', { type: 'text', text: { body: 'STOP' } })));
  const consents = async () =>
    (await readFeed(alex))
      .filter((event) => event.kind === 'consent.changed')
      .map((event) => event.body as { personKey: string; hasOptedOut: boolean });
  const [stopped] = await consents();
  expect(stopped).toMatchObject({ hasOptedOut: true, source: 'message' });
  const lift = { personKey: stopped?.personKey, hasOptedOut: false };
  expect((await alex.call('POST', '/v1/consents', lift)).status).toBe(200);
  expect(await consents()).toMatchObject([{ hasOptedOut: false, source: 'consultant' }]);
});
