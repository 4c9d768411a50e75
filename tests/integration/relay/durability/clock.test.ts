import { expect, test } from 'vitest';
import { openSqliteLog } from '../../../../relay/log/sqlite/open-sqlite-log.ts';
import { createSilentLogger } from '../../../../relay/logger.ts';
import { startClockWatch } from '../../../../relay/watch-clock.ts';
import { channelIdSchema, messageIdSchema, personKeySchema } from '../../../../shared/domain/ids.ts';
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

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const START = 1_800_000_000_000;

test.each([
  ['back an hour', -HOUR_MS],
  ['forward a day', 24 * HOUR_MS],
])(
  'A clock that goes %s changes neither the order nor what is known, and cuts nobody off.',
  async (_case, jumpMs) => {
    let now = START;
    const relay = await startTestRelay({}, { now: () => now, timing: { heartbeatMs: 500, ackMs: 5_000 } });
    const alex = await enrolDesktop(relay, 'alex');
    const stream = await openStream(relay.url, alex.token);
    const post = (wamid: string) => postWebhook(relay.url, envelope(text(wamid, wamid)));
    await post('wamid.1');
    now += jumpMs;
    await post('wamid.2');
    expect(await post('wamid.1')).toBe(200);
    const isComplete = ({ events }: typeof stream) =>
      events.filter((event) => event.kind === 'message.received').length === 2;
    await stream.until(isComplete);
    // The heartbeat counts time that passes, not what the clock says.
    const before = stream.pings();
    await expect.poll(() => stream.pings(), { timeout: 20_000 }).toBeGreaterThan(before);
    await post('wamid.3');
    await stream.until(({ events }) => events.some((event) => JSON.stringify(event).includes('wamid.3')));
    const received = (await readFeed(alex)).filter((event) => event.kind === 'message.received');
    expect(received.map((event) => (event.body as { wamid: string }).wamid)).toEqual([
      'wamid.1',
      'wamid.2',
      'wamid.3',
    ]);
  },
);

test('A code that was used stays used when the clock goes back, and one that is not old enough stays good when it goes on.', async () => {
  let now = START;
  const relay = await startTestRelay({}, { now: () => now });
  await relay.admin.addUser({ username: 'alex', displayName: 'Alex Carter' });
  const [first, second] = [
    await relay.admin.createEnrolmentCode('alex'),
    await relay.admin.createEnrolmentCode('alex'),
  ];
  await enrolWith(relay.url, first.code);
  now -= HOUR_MS;
  await expect(enrolWith(relay.url, first.code)).rejects.toThrow('deviceToken');
  now += 24 * HOUR_MS;
  await enrolWith(relay.url, second.code);
});

test('A message that waits for a later time does not wait an hour more because the clock was set back an hour.', async () => {
  let now = START;
  const log = openSqliteLog(makeTemporaryDirectory());
  const job = {
    messageId: messageIdSchema.parse('m1'),
    channelId: channelIdSchema.parse('1'),
    addressee: { to: '+447700900456' },
    content: { type: 'text' as const, text: 'Hello' },
  };
  await log.write((one) => one.saveJob(job, personKeySchema.parse('p1'), now + MINUTE_MS));
  let wakes = 0;
  const clock = startClockWatch(
    { log, logger: createSilentLogger(), now: () => now, elapsed: () => 5_000 },
    () => (wakes += 1),
  );
  now -= HOUR_MS;
  expect(await log.write((one) => one.findDueJob(now))).toBeUndefined();
  await clock.check();
  expect(wakes).toBe(1);
  expect(await log.write((one) => one.findDueJob(now))).toMatchObject({ job: { messageId: 'm1' } });
  await clock.check();
  expect(wakes).toBe(1);
  clock.stop();
  await log.close();
});
