import { expect, test } from 'vitest';
import { channelIdSchema, conversationIdFor } from '../../../../shared/domain/ids.ts';
import { personKeyForNumber } from '../../../../shared/domain/phone-number.ts';
import { envelope, text } from '../meta-payloads.ts';
import {
  enrolDesktop,
  enrolWith,
  makeTemporaryDirectory,
  openStream,
  postWebhook,
  readFeed,
  startTestRelay,
} from '../relay-harness.ts';

const conversationId = conversationIdFor({
  channelId: channelIdSchema.parse('200300400500600'),
  personKey: personKeyForNumber('447700900456'),
  ownerUserId: undefined,
});

test('Colleagues at different relays see who looks at a conversation and types in it, and who may not see it does not.', async () => {
  const dataDirectory = makeTemporaryDirectory();
  const [one, other] = [await startTestRelay({ dataDirectory }), await startTestRelay({ dataDirectory })];
  const kate = await enrolDesktop(one, 'kate', 'administrator');
  const alex = await enrolDesktop(one, 'alex');
  await one.admin.addUser({ username: 'ben', displayName: 'Ben Reed', role: 'consultant' });
  const ben = await enrolWith(other.url, (await other.admin.createEnrolmentCode('ben')).code);
  await postWebhook(one.url, envelope(text('wamid.1', 'Hello')));
  const atOne = await openStream(one.url, alex.token);
  const atOther = await openStream(other.url, ben.token);
  for (const stream of [atOne, atOther]) await stream.until(({ events }) => events.length > 0);
  const told = (stream: typeof atOne) =>
    stream.frames.flatMap((frame) => (frame.type === 'presence' ? [frame.viewers] : []));

  atOne.send({ type: 'presence', conversationId, isTyping: false });
  await atOne.until(() => told(atOne).length > 0);
  atOther.send({ type: 'presence', conversationId, isTyping: true });
  await atOne.until(() => told(atOne).at(-1)?.[0]?.isTyping === true);
  expect(told(atOne).at(-1)).toEqual([{ displayName: 'Ben Reed', isTyping: true }]);
  await atOther.until(() => told(atOther).length > 0);
  expect(told(atOther).at(-1)).toEqual([{ displayName: 'alex of Test Agency', isTyping: false }]);

  expect((await alex.call('POST', `/v1/conversations/${conversationId}/take`)).status).toBe(200);
  expect((await kate.call('PUT', '/v1/settings/visibility', { visibility: 'own' })).status).toBe(200);
  await atOne.until(() => told(atOne).at(-1)?.length === 0);
  expect((await kate.call('PUT', '/v1/settings/visibility', { visibility: 'everyone' })).status).toBe(200);
  await atOne.until(() => told(atOne).at(-1)?.length === 1);
  atOther.close();
  await atOne.until(() => told(atOne).at(-1)?.length === 0);
  expect(JSON.stringify(await readFeed(alex))).not.toContain('isTyping');
});
