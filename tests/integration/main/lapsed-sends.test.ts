import { expect, test, vi } from 'vitest';
import { demoIds } from '../../../simulator/demo-world.ts';
import {
  listMessages,
  sendTemplate,
  startTestAgency,
  startTestDesk,
  waitForChat,
  waitUntilReady,
} from './desk-harness.ts';

const SAM = 'Sam Taylor';
const SAM_PHONE = '447700900456';
const A_DAY_MS = 24 * 60 * 60 * 1000;
const WAIT = { timeout: 10_000 };

test('What waited offline past its 24 hours asks instead of failing at Meta, and goes out when the person writes.', async () => {
  const agency = await startTestAgency();
  const { control } = agency.simulator;
  const desk = await startTestDesk(agency, 'priya');
  await waitUntilReady(desk);
  const conversationId = await sendTemplate(desk, SAM, 'job_opportunity');
  await waitForChat(desk, conversationId, ['out: template (read)']);
  await control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'Hello' });
  await waitForChat(desk, conversationId, ['out: template (read)', 'in: Hello']);

  await agency.cable.unplug();
  for (const text of ['Are you free today?', 'Never mind', 'Still there?'])
    await desk.call('messages:send-text', { conversationId, text });
  desk.clock.aheadMs = A_DAY_MS;
  await control.advanceClock({ milliseconds: A_DAY_MS });
  const waiting = () =>
    listMessages(desk, conversationId).then((list) => list.filter(({ lapsedAt }) => lapsedAt !== undefined));
  await vi.waitFor(async () => expect(await waiting()).toHaveLength(3), WAIT);
  await agency.cable.plugIn();

  const [first, second] = await waiting();
  if (first === undefined || second === undefined) throw new Error('Nothing waits.');
  expect(await desk.call('messages:withdraw', { messageId: first.id, keepsText: true })).toEqual({
    draft: 'Are you free today?',
  });
  await desk.call('messages:withdraw', { messageId: second.id, keepsText: false });
  const [only, ...others] = await waiting();
  expect(only).toMatchObject({ status: 'queued', content: { text: 'Still there?' } });
  expect(others).toEqual([]);

  await control.sendText({ from: SAM_PHONE, to: demoIds.companyPhone, text: 'Back again' });
  await vi.waitFor(
    async () =>
      expect((await listMessages(desk, conversationId)).find(({ id }) => id === only?.id)).toMatchObject({
        status: 'read',
      }),
    WAIT,
  );
  // Nothing was tried and refused: the phone has the one text, and Meta has heard of no other.
  const received = await control.listReceived({ person: SAM_PHONE, to: demoIds.companyPhone });
  expect(received.map(({ type }) => type)).toEqual(['template', 'text']);
});
