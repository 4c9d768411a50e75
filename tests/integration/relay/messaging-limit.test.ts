import { expect, test } from 'vitest';
import { demoIds } from '../../../simulator/demo-world.ts';
import { type UserId, channelIdSchema } from '../../../shared/domain/ids.ts';
import { personKeyForNumber } from '../../../shared/domain/phone-number.ts';
import type { Template } from '../../../shared/domain/template.ts';
import { type MessagingUsage, messagingUsageSchema } from '../../../shared/protocol/http.ts';
import { fill, findTemplate, lastSent, makeSent, startCompany, statusesOf } from './company-harness.ts';
import { type Desktop, enrolDesktop, openStream, readFeed } from './relay-harness.ts';

const DAY_MS = 24 * 3_600_000;
const OWN = channelIdSchema.parse(demoIds.ownPhoneOne);
const PEOPLE = ['+447700900456', '+447700900457', '+447700900458', '+447700900459'] as const;

/** A relay whose portfolio may begin with two people a day, and a clock that can be moved. */
async function startLimited(messagingLimit = 'TIER_2') {
  let ahead = 0;
  const { relay, simulator } = await startCompany({ relay: { now: () => Date.now() + ahead } });
  const alex = await enrolDesktop(relay, 'alex');
  await simulator.control.setPhoneNumber({ messagingLimit });
  await simulator.control.whenIdle({});
  const stream = await openStream(relay.url, alex.token);
  const template = findTemplate(await readFeed(alex), 'job_opportunity');
  const pass = (milliseconds: number) => {
    ahead += milliseconds;
  };
  return { relay, simulator, alex, stream, template, pass, begin: beginWith(alex, template) };
}

function beginWith(desktop: Desktop, template: Template) {
  return async (to: string) => {
    const message = makeSent(desktop.user.id, fill(template), { to });
    const { status, json } = await desktop.call('PUT', `/v1/messages/${message.messageId}`, {
      message,
      addressee: { to },
      template,
    });
    return { status, error: json.error, messageId: message.messageId };
  };
}

async function usageOf(desktop: Desktop, person?: string): Promise<MessagingUsage> {
  const query = person === undefined ? '' : `?personKey=${personKeyForNumber(person)}`;
  return messagingUsageSchema.parse((await desktop.call('GET', `/v1/limits${query}`)).json);
}

function publishOwn(desktop: Desktop, userId: UserId, template: Template, to: string, fields: object = {}) {
  const sent = { ...makeSent(userId, fill(template), { to, channelId: OWN }), status: 'accepted', ...fields };
  return desktop.call('POST', '/v1/sent-messages', { messages: [sent] });
}

async function setUpOwnNumber(desktop: Desktop): Promise<void> {
  const own = { id: OWN, wabaId: demoIds.waba, name: 'Own', phoneNumber: '+442079460124' };
  expect((await desktop.call('PUT', '/v1/channels/own', own)).status).toBe(200);
}

test('At the limit one more person is refused with a sentence, and nothing is kept; who is counted may be written to.', async () => {
  const { alex, begin, stream } = await startLimited();
  expect(await usageOf(alex)).toEqual({ used: 0, limit: 2 });
  expect((await begin(PEOPLE[0])).status).toBe(200);
  expect((await begin(PEOPLE[0])).status).toBe(200);
  expect((await begin(PEOPLE[1])).status).toBe(200);
  expect(await usageOf(alex, PEOPLE[1])).toEqual({
    used: 2,
    limit: 2,
    isCounted: true,
    freeAt: expect.any(Number),
  });
  const refused = await begin(PEOPLE[2]);
  expect([refused.status, refused.error]).toEqual([
    409,
    {
      code: 'limit-reached',
      message:
        'WhatsApp lets the agency begin conversations with 2 people in 24 hours, and they are used up. Try again later.',
    },
  ]);
  expect(lastSent(stream, refused.messageId)).toBeUndefined();
  expect((await begin(PEOPLE[1])).status).toBe(200);
  expect(await usageOf(alex, PEOPLE[2])).toMatchObject({ used: 2, isCounted: false });
});

test('Of many who ask at the same moment, no more than the limit get through.', async () => {
  const { alex, begin } = await startLimited('TIER_5');
  const people = Array.from({ length: 20 }, (_, index) => `+4477009004${String(index).padStart(2, '0')}`);
  const answers = await Promise.all(people.map((person) => begin(person)));
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(5);
  expect((await usageOf(alex)).used).toBe(5);
});

test('Who has written in the last 24 hours uses nothing of the limit.', async () => {
  const { simulator, alex, begin, pass, stream } = await startLimited();
  await simulator.control.sendText({ from: PEOPLE[0], text: 'Hello' });
  await stream.until(({ events }) => events.some((event) => event.kind === 'message.received'));
  expect((await begin(PEOPLE[0])).status).toBe(200);
  expect((await usageOf(alex)).used).toBe(0);
  pass(DAY_MS);
  expect((await begin(PEOPLE[0])).status).toBe(200);
  expect((await usageOf(alex)).used).toBe(1);
});

test('A reaction opens no window.', async () => {
  const { simulator, alex, begin, stream } = await startLimited();
  const { messageId } = await begin(PEOPLE[0]);
  await stream.until((now) => statusesOf(now, messageId).includes('delivered'));
  const wamid = lastSent(stream, messageId)?.wamid ?? '';
  await simulator.control.sendReaction({ from: PEOPLE[0], messageId: wamid, emoji: '👍' });
  await simulator.control.whenIdle({});
  await begin(PEOPLE[0]);
  expect(await usageOf(alex)).toMatchObject({ used: 1 });
});

test('People count for 24 hours, rolling.', async () => {
  const { alex, begin, pass } = await startLimited();
  await begin(PEOPLE[0]);
  pass(DAY_MS / 2);
  await begin(PEOPLE[1]);
  const { freeAt = 0 } = await usageOf(alex);
  expect(Math.abs(freeAt - (Date.now() + DAY_MS))).toBeLessThan(60_000);
  expect((await begin(PEOPLE[2])).status).toBe(409);
  pass(DAY_MS / 2);
  expect(await usageOf(alex)).toMatchObject({ used: 1 });
  expect((await begin(PEOPLE[2])).status).toBe(200);
});

test('A message that failed reached nobody; one that succeeded before it still counts.', async () => {
  const { simulator, alex, begin, stream } = await startLimited();
  const first = await begin(PEOPLE[0]);
  await stream.until((now) => statusesOf(now, first.messageId).includes('sent'));
  for (const person of [PEOPLE[0], PEOPLE[1]]) {
    await simulator.control.addFault({ kind: 'failed-status', code: 131_026 });
    const { messageId } = await begin(person);
    await stream.until((now) => statusesOf(now, messageId).includes('failed'));
  }
  await simulator.control.addFault({ kind: 'error', code: 132_001 });
  const { messageId } = await begin(PEOPLE[2]);
  await stream.until((now) => lastSent(now, messageId)?.status === 'failed');
  expect(await usageOf(alex)).toMatchObject({ used: 1 });
});

test('What is sent on own numbers counts too, once, and refuses the company’s number.', async () => {
  const { alex, begin, template } = await startLimited();
  await setUpOwnNumber(alex);
  expect((await publishOwn(alex, alex.user.id, template, PEOPLE[0])).status).toBe(200);
  expect((await publishOwn(alex, alex.user.id, template, PEOPLE[0])).status).toBe(200);
  expect((await usageOf(alex)).used).toBe(1);
  await publishOwn(alex, alex.user.id, template, PEOPLE[1]);
  await publishOwn(alex, alex.user.id, template, PEOPLE[2], { status: 'failed' });
  await publishOwn(alex, alex.user.id, template, PEOPLE[3], { content: { type: 'text', text: 'Hi' } });
  expect((await usageOf(alex)).used).toBe(2);
  expect((await begin(PEOPLE[3])).status).toBe(409);
});

test('An answer that was faster than the word of the message does not hide that it began the conversation.', async () => {
  const { simulator, alex, template, stream } = await startLimited();
  await setUpOwnNumber(alex);
  const at = Date.now() - 5_000;
  await simulator.control.sendText({ from: PEOPLE[0], to: demoIds.ownPhoneOne, text: 'Yes please' });
  await stream.until(({ events }) => events.some((event) => event.kind === 'message.received'));
  await publishOwn(alex, alex.user.id, template, PEOPLE[0], { at });
  expect((await usageOf(alex)).used).toBe(1);
});

test('A limit that Meta lifts is lifted at once, also to none.', async () => {
  const { simulator, alex, begin } = await startLimited();
  for (const person of PEOPLE.slice(0, 2)) await begin(person);
  expect((await begin(PEOPLE[2])).status).toBe(409);
  await simulator.control.setPhoneNumber({ messagingLimit: 'TIER_2K' });
  await simulator.control.whenIdle({});
  expect((await begin(PEOPLE[2])).status).toBe(200);
  await simulator.control.setPhoneNumber({ messagingLimit: 'TIER_UNLIMITED' });
  await simulator.control.whenIdle({});
  expect(await usageOf(alex)).toEqual({ used: 3, freeAt: expect.any(Number) });
});
