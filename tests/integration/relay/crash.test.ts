import { expect, onTestFinished, test } from 'vitest';
import { startSimulator } from '../../../simulator/build-simulator.ts';
import { demoIds, demoTokens } from '../../../simulator/demo-world.ts';
import { messageIdForWamid } from '../../../shared/domain/ids.ts';
import {
  makeSent,
  fill,
  findTemplate,
  lastSent,
  SAM_NUMBER,
  statusesOf,
  subscribe,
} from './company-harness.ts';
import { APP_SECRET, enrolWith, makeTemporaryDirectory, openStream, readFeed } from './relay-harness.ts';
import { createCode, findFreePort, startRelayProcess } from './relay-process.ts';

async function startSimulatorForTest() {
  const simulator = await startSimulator({ speed: 100, appSecret: APP_SECRET });
  onTestFinished(() => simulator.stop());
  return simulator;
}

test('A relay that is killed in the middle of a burst has everything it answered 200 to, once, and gets the rest from Meta.', async () => {
  const simulator = await startSimulatorForTest();
  const dataDirectory = makeTemporaryDirectory();
  const code = await createCode(dataDirectory);
  const port = await findFreePort();
  const first = await startRelayProcess(port, { RELAY_DATA: dataDirectory });
  await subscribe(simulator, first.url);
  const burst = simulator.control.burst({ count: 2_000, people: 300, concurrency: 64 });
  const acknowledged = async () => (await simulator.control.listDeliveries({ limit: 1 })).counts.acknowledged;
  await expect.poll(acknowledged, { interval: 5, timeout: 30_000 }).toBeGreaterThan(300);
  await first.kill();
  await simulator.control.setWebhooks({ isPaused: true });
  const { deliveries } = await simulator.control.listDeliveries({ isAcknowledged: true });
  const answered = deliveries.flatMap((delivery) => delivery.itemIds.map(messageIdForWamid));
  expect(answered.length).toBeLessThan(2_000);

  const second = await startRelayProcess(port, { RELAY_DATA: dataDirectory });
  const alex = await enrolWith(second.url, code);
  const kept = new Set((await readFeed(alex)).map((event) => event.id));
  expect(answered.filter((id) => !kept.has(`received:${id}`))).toEqual([]);

  await simulator.control.setWebhooks({ isPaused: false });
  await burst;
  expect(await simulator.control.whenIdle({ timeoutMs: 50_000 })).toEqual({ isIdle: true });
  const received = (await readFeed(alex)).filter((event) => event.kind === 'message.received');
  expect(received).toHaveLength(2_000);
  expect(new Set(received.map((event) => event.id)).size).toBe(2_000);
  expect(await second.terminate()).toBe(0);
});

test('A message whose call was under way when the relay was killed is unconfirmed, never repeated, and settled by its status.', async () => {
  const simulator = await startSimulatorForTest();
  const dataDirectory = makeTemporaryDirectory();
  const code = await createCode(dataDirectory);
  const port = await findFreePort();
  const environment = {
    RELAY_DATA: dataDirectory,
    META_ACCESS_TOKEN: demoTokens.company,
    META_PHONE_NUMBER_ID: demoIds.companyPhone,
    META_WABA_ID: demoIds.waba,
    META_GRAPH_URL: simulator.url,
  };
  const first = await startRelayProcess(port, environment);
  await subscribe(simulator, first.url);
  const alex = await enrolWith(first.url, code);
  const stream = await openStream(first.url, alex.token);
  await stream.until(({ events }) => events.some((event) => event.kind === 'template.changed'));
  await simulator.control.setWebhooks({ isPaused: true });
  await simulator.control.addFault({ kind: 'stall', edge: 'messages', delayMs: 60_000 });
  const message = makeSent(alex.user.id, fill(findTemplate(stream.events, 'job_opportunity')));
  await alex.call('PUT', `/v1/messages/${message.messageId}`, { message, addressee: { to: SAM_NUMBER } });
  const sent = async () =>
    (await simulator.control.listChat({ person: SAM_NUMBER })).filter(
      (bubble) => bubble.callbackData === message.messageId,
    );
  await expect.poll(sent).toHaveLength(1);
  await first.kill();

  const second = await startRelayProcess(port, environment);
  const again = await openStream(second.url, alex.token, { cursor: stream.cursor() });
  await again.until((now) => lastSent(now, message.messageId)?.status === 'unconfirmed');
  await simulator.control.setWebhooks({ isPaused: false });
  await again.until((now) => lastSent(now, message.messageId)?.wamid !== undefined);
  await again.until((now) => statusesOf(now, message.messageId).includes('delivered'));
  expect(await sent()).toHaveLength(1);
  expect(await second.terminate()).toBe(0);
});
