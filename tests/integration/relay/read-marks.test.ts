import { expect, test } from 'vitest';
import { channelIdSchema, conversationIdFor } from '../../../shared/domain/ids.ts';
import { personKeyForNumber } from '../../../shared/domain/phone-number.ts';
import { envelope, text } from './meta-payloads.ts';
import {
  type Desktop,
  enrolDesktop,
  enrolWith,
  postWebhook,
  readFeed,
  startTestRelay,
} from './relay-harness.ts';

const PATH = '/v1/read-marks';
const conversationId = conversationIdFor({
  channelId: channelIdSchema.parse('200300400500600'),
  personKey: personKeyForNumber('447700900456'),
  ownerUserId: undefined,
});

async function readMarks(desktop: Desktop): Promise<readonly unknown[]> {
  return (await readFeed(desktop)).filter(({ kind }) => kind === 'read-mark.changed').map(({ body }) => body);
}

test('a read mark reaches the user’s other desktops, merged, and nobody else', async () => {
  const relay = await startTestRelay();
  const desk = await enrolDesktop(relay, 'priya');
  const laptop = await enrolWith(relay.url, (await relay.admin.createEnrolmentCode('priya')).code);
  const kate = await enrolDesktop(relay, 'kate', 'administrator');
  await postWebhook(relay.url, envelope(text('wamid.1', 'Hello')));
  const tell = (from: Desktop, mark: object) =>
    from.call('POST', PATH, { marks: [{ conversationId, ...mark }] });

  expect((await tell(desk, { sortKey: '5', markedAt: 10 })).status).toBe(200);
  await tell(laptop, { sortKey: '3', markedAt: 20 });
  expect(await readMarks(laptop)).toEqual([{ conversationId, sortKey: '5', markedAt: 20 }]);
  await tell(desk, { sortKey: '4', unreadAsOf: '5', markedAt: 30 });
  await tell(laptop, { sortKey: '5', markedAt: 25 });
  expect(await readMarks(laptop)).toEqual([{ conversationId, sortKey: '4', unreadAsOf: '5', markedAt: 30 }]);
  expect(await readMarks(desk)).toEqual(await readMarks(laptop));
  expect(await readMarks(kate)).toEqual([]);
});

test('a clock that is ahead does not win for ever, and marks of what is not there leave no trace', async () => {
  const relay = await startTestRelay();
  const desk = await enrolDesktop(relay, 'priya');
  await postWebhook(relay.url, envelope(text('wamid.1', 'Hello')));
  const inAYear = Date.now() + 365 * 86_400_000;
  const marks = [
    { conversationId, sortKey: '1', markedAt: inAYear },
    { conversationId: 'of-nobody', sortKey: '1', markedAt: 1 },
  ];
  expect((await desk.call('POST', PATH, { marks })).status).toBe(200);
  const [mark, ...others] = await readMarks(desk);
  expect(others).toEqual([]);
  expect((mark as { markedAt: number }).markedAt).toBeLessThan(inAYear);
});

test.each([{}, { marks: [] }, { marks: [{ conversationId, sortKey: 5, markedAt: 1 }] }, { marks: 'all' }])(
  'what is no read mark is refused: %j',
  async (body) => {
    const relay = await startTestRelay();
    const desk = await enrolDesktop(relay, 'priya');
    expect((await desk.call('POST', PATH, body)).status).toBe(400);
  },
);
