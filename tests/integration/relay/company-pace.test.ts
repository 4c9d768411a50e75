import { expect, test } from 'vitest';
import { SAM_NUMBER, fill, findTemplate, lastSent, makeSent, startCompany } from './company-harness.ts';
import { enrolDesktop, openStream } from './relay-harness.ts';

test('More to one person than Meta takes at once goes out all the same, in order and once.', async () => {
  const { relay, simulator } = await startCompany({
    simulator: { speed: 1, limits: { pairBurst: 4, pairSecondsPerMessage: 6 } },
  });
  const alex = await enrolDesktop(relay, 'alex');
  const stream = await openStream(relay.url, alex.token);
  await simulator.control.setWindow({ person: SAM_NUMBER, isOpen: true });
  const messages = Array.from({ length: 6 }, (_, index) =>
    makeSent(alex.user.id, { type: 'text', text: `Part ${index + 1}` }),
  );
  for (const message of messages) {
    await alex.call('PUT', `/v1/messages/${message.messageId}`, { message, addressee: { to: SAM_NUMBER } });
  }
  await stream.until((now) =>
    messages.every(({ messageId }) => lastSent(now, messageId)?.status === 'accepted'),
  );
  const accepted = await simulator.control.listAccepted({});
  expect(accepted.map((message) => message.callbackData)).toEqual(messages.map(({ messageId }) => messageId));
});

test('A burst to many people is paced below what Meta takes, and none of it is lost.', async () => {
  const { relay, simulator } = await startCompany({ simulator: { speed: 1 } });
  await simulator.control.setPhoneNumber({ messagingLimit: 'TIER_100K' });
  const alex = await enrolDesktop(relay, 'alex');
  const stream = await openStream(relay.url, alex.token);
  await stream.until(({ events }) => events.some((event) => event.kind === 'template.changed'));
  const template = findTemplate(stream.events, 'job_opportunity');
  const people = Array.from({ length: 150 }, (_, index) => `+44770090${1_100 + index}`);
  const messages = await Promise.all(
    people.map(async (to) => {
      const message = makeSent(alex.user.id, fill(template), { to });
      const { status } = await alex.call('PUT', `/v1/messages/${message.messageId}`, {
        message,
        addressee: { to },
        template,
      });
      expect(status).toBe(200);
      return message;
    }),
  );
  await stream.until((now) =>
    messages.every(({ messageId }) => lastSent(now, messageId)?.status === 'accepted'),
  );
  const accepted = await simulator.control.listAccepted({});
  expect(new Set(accepted.map((message) => message.callbackData)).size).toBe(150);
});
