import { expect, test } from 'vitest';
import { createRandom } from '../../../../simulator/random.ts';
import { enrolWith, readFeed } from '../relay-harness.ts';
import { createCode, findFreePort, startRelayProcess } from '../relay-process.ts';
import { checkLogFile } from './check-log-file.ts';
import { createMetaLoad } from './meta-load.ts';
import { SMALL_DISKS } from './small-disk.ts';

const TIMES = 3;
const PATIENT = { timeout: 30_000 };
const FULL = 'the disk takes no writes';
const AGAIN = 'the disk takes writes again';

test.each(SMALL_DISKS)(
  'A relay on %s refuses webhooks, stays up, goes on by itself when there is room, and has lost nothing.',
  async (_name, make) => {
    const disk = make();
    const environment = { RELAY_DATA: disk.directory };
    const code = await createCode(disk.directory);
    const relay = await startRelayProcess(await findFreePort(), environment);
    const alex = await enrolWith(relay.url, code);
    const load = createMetaLoad(relay.url, createRandom(7), 'full');
    const countRefused = () => (load.answers.get(503) ?? 0) + (load.answers.get(500) ?? 0);
    const countLines = (fact: string) => relay.output().split(fact).length - 1;
    let count = 0;
    load.start(8);
    for (let time = 1; time <= TIMES; time += 1) {
      await load.whenAnswered(30);
      const refused = countRefused();
      disk.fill(relay.pid);
      await expect.poll(countRefused, PATIENT).toBeGreaterThan(refused + 20);
      // What needs no disk is still there.
      expect((await alex.call('GET', '/healthz')).status).toBe(200);
      expect((await alex.call('GET', '/readyz')).status).toBe(503);
      expect((await alex.call('GET', '/v1/events?after=0')).status).toBe(200);
      // Room inside of the log's files lets a write through now and then; the next ones find none.
      const saveOwn = () =>
        alex.call('PUT', '/v1/channels/own', {
          id: '100200300',
          wabaId: '1',
          name: `Mine ${(count += 1)}`,
          phoneNumber: '+447700900111',
        });
      await expect
        .poll(saveOwn, PATIENT)
        .toMatchObject({ status: 503, json: { error: { code: 'unavailable' } } });
      disk.makeRoom(relay.pid);
      await expect.poll(() => countLines(AGAIN) === countLines(FULL), PATIENT).toBe(true);
      // Told when it changed, not with every webhook.
      expect(countLines(FULL)).toBeGreaterThanOrEqual(time);
      expect(countLines(FULL)).toBeLessThan(countRefused() / 5);
      await expect.poll(async () => (await alex.call('GET', '/readyz')).status, PATIENT).toBe(200);
    }
    await load.stop();
    expect([...load.answers.keys()].filter((answer) => answer !== 200 && Number(answer) < 500)).toEqual([]);
    await load.settle();
    load.close();
    const received = (await readFeed(alex)).filter((event) => event.kind === 'message.received');
    expect(new Set(received.map((event) => event.id))).toEqual(load.sent);
    expect(received).toHaveLength(load.sent.size);
    expect(await relay.terminate()).toBe(0);
    expect(checkLogFile(disk.directory)).toEqual([]);
  },
);

test('A relay whose disk has room again notices it without a webhook.', async () => {
  const [, make] = SMALL_DISKS.at(-1)!;
  const disk = make();
  const relay = await startRelayProcess(await findFreePort(), { RELAY_DATA: disk.directory });
  const load = createMetaLoad(relay.url, createRandom(7), 'alone');
  load.start(1);
  await load.whenAnswered(5);
  disk.fill(relay.pid);
  await expect.poll(() => relay.output(), PATIENT).toContain('the disk takes no writes');
  await load.stop();
  load.close();
  expect(relay.output()).not.toContain('the disk takes writes again');
  disk.makeRoom(relay.pid);
  await expect.poll(() => relay.output(), PATIENT).toContain('the disk takes writes again');
  expect(await relay.terminate()).toBe(0);
});
