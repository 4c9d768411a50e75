import { expect, test } from 'vitest';
import { channelIdSchema, conversationIdFor } from '../../../shared/domain/ids.ts';
import { personKeyForNumber } from '../../../shared/domain/phone-number.ts';
import { envelope, text } from './meta-payloads.ts';
import { enrolDesktop, openStream, postWebhook, readFeed, startTestRelay } from './relay-harness.ts';

const thread = {
  channelId: channelIdSchema.parse('200300400500600'),
  personKey: personKeyForNumber('447700900456'),
};
const conversationId = conversationIdFor({ ...thread, ownerUserId: undefined });

test('who looks at a conversation or types in it is told to the others there, until the socket ends', async () => {
  const relay = await startTestRelay();
  const alex = await enrolDesktop(relay, 'alex');
  const ben = await enrolDesktop(relay, 'ben');
  const kate = await enrolDesktop(relay, 'kate');
  await postWebhook(relay.url, envelope(text('wamid.1', 'Hello')));
  const atAlex = await openStream(relay.url, alex.token);
  const atBen = await openStream(relay.url, ben.token);
  const atKate = await openStream(relay.url, kate.token);
  for (const stream of [atAlex, atBen, atKate]) await stream.until(({ events }) => events.length > 0);
  const told = () => atAlex.frames.flatMap((frame) => (frame.type === 'presence' ? [frame.viewers] : []));

  atAlex.send({ type: 'presence', conversationId, isTyping: false });
  await atAlex.until(() => told().length === 1);
  atBen.send({ type: 'presence', conversationId, isTyping: true });
  await atAlex.until(() => told().length === 2);
  expect(told()).toEqual([[], [{ displayName: 'ben of Test Agency', isTyping: true }]]);
  atBen.close();
  await atAlex.until(() => told().length === 3);
  expect(told().at(-1)).toEqual([]);
  // Who does not look hears nothing of it, and none of it is in the log.
  expect(atKate.frames.some((frame) => frame.type === 'presence')).toBe(false);
  expect(JSON.stringify(await readFeed(alex))).not.toContain('isTyping');
});

test('who may not see a conversation neither learns who looks at it nor is told of; a flood is passed over', async () => {
  const relay = await startTestRelay();
  const kate = await enrolDesktop(relay, 'kate', 'administrator');
  const alex = await enrolDesktop(relay, 'alex');
  const ben = await enrolDesktop(relay, 'ben');
  await postWebhook(relay.url, envelope(text('wamid.1', 'Hello')));
  expect((await alex.call('POST', `/v1/conversations/${conversationId}/take`)).status).toBe(200);
  expect((await kate.call('PUT', '/v1/settings/visibility', { visibility: 'own' })).status).toBe(200);
  const atAlex = await openStream(relay.url, alex.token);
  const atBen = await openStream(relay.url, ben.token);
  for (const stream of [atAlex, atBen]) await stream.until(({ events }) => events.length > 0);
  for (let turn = 0; turn < 50; turn += 1) {
    atBen.send({ type: 'presence', conversationId, isTyping: turn % 2 === 0 });
  }
  atAlex.send({ type: 'presence', conversationId, isTyping: false });
  await atAlex.until(({ frames }) => frames.some((frame) => frame.type === 'presence'));
  const told = atAlex.frames.flatMap((frame) => (frame.type === 'presence' ? frame.viewers : []));
  expect(told).toEqual([]);
  expect(atBen.frames.some((frame) => frame.type === 'presence')).toBe(false);
});
