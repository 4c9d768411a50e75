import { expect, onTestFinished, test } from 'vitest';
import { startSimulator } from '../../../../simulator/build-simulator.ts';
import { messageIdForWamid } from '../../../../shared/domain/ids.ts';
import type { RawEvent } from '../../../../shared/protocol/events.ts';
import { startRoundRobin } from '../../../support/round-robin.ts';
import { subscribe } from '../company-harness.ts';
import { APP_SECRET, enrolWith, makeTemporaryDirectory, openStream, readFeed } from '../relay-harness.ts';
import { environmentOf, findFreePort, runRelay, startRelayProcess } from '../relay-process.ts';

const MESSAGES = 1_200;

/** A desktop's connection that goes to the next relay when it ends, and continues at its cursor. */
function stayConnected(urls: readonly string[], token: string) {
  const events: RawEvent[] = [];
  const stopping = new AbortController();
  let close = () => {};
  let [cursor, next] = [0, 0];
  const run = async () => {
    while (!stopping.signal.aborted) {
      const url = urls[next++ % urls.length] ?? '';
      const stream = await openStream(url, token, { cursor }).catch(() => undefined);
      if (stream === undefined) continue;
      close = stream.close;
      if (stopping.signal.aborted) close();
      await stream.closed;
      events.push(...stream.events);
      cursor = stream.cursor();
    }
  };
  const running = run();
  return {
    /** Ends the connection; answers everything that came. */
    async stop(): Promise<readonly RawEvent[]> {
      stopping.abort();
      close();
      await running;
      return events;
    },
  };
}

test('Three relays share a burst, one is killed in the middle of it, and every desktop has the same log, in the same order, once.', async () => {
  const simulator = await startSimulator({ speed: 100, appSecret: APP_SECRET });
  onTestFinished(() => simulator.stop());
  const directory = makeTemporaryDirectory();
  const environment = environmentOf({ RELAY_DATA: directory });
  await runRelay(['user', 'add', 'alex', 'Alex Carter'], environment);
  const relays = await Promise.all(
    [1, 2, 3].map(async () => startRelayProcess(await findFreePort(), { RELAY_DATA: directory })),
  );
  const urls = relays.map((relay) => relay.url);
  const balancer = await startRoundRobin(urls);
  onTestFinished(() => balancer.stop());
  await subscribe(simulator, balancer.url);
  const desktops = [];
  for (const place of [0, 1, 2]) {
    const { stdout } = await runRelay(['enrolment-code', 'alex'], environment);
    desktops.push({ place, desktop: await enrolWith(urls[place] ?? '', stdout.split('\n')[0] ?? '') });
  }
  const connections = desktops.map(({ place, desktop }) =>
    stayConnected([...urls.slice(place), ...urls.slice(0, place)], desktop.token),
  );

  const burst = simulator.control.burst({ count: MESSAGES, people: 200, concurrency: 48 });
  const acknowledged = async () => (await simulator.control.listDeliveries({ limit: 1 })).counts.acknowledged;
  await expect.poll(acknowledged, { interval: 5, timeout: 30_000 }).toBeGreaterThan(200);
  await relays[0]?.kill();
  await burst;
  expect(await simulator.control.whenIdle({ timeoutMs: 50_000 })).toEqual({ isIdle: true });

  const reader = desktops[1]?.desktop;
  const log = reader === undefined ? [] : await readFeed(reader);
  const received = log.filter((event) => event.kind === 'message.received');
  expect(received).toHaveLength(MESSAGES);
  const { deliveries } = await simulator.control.listDeliveries({ isAcknowledged: true });
  const kept = new Set(log.map((event) => event.id));
  const answered = deliveries.flatMap((delivery) => delivery.itemIds.map(messageIdForWamid));
  expect(answered.filter((id) => !kept.has(`received:${id}`))).toEqual([]);
  const inLog = new Set(log.map((event) => `${event.seq} ${event.id}`));
  for (const [index, connection] of connections.entries()) {
    const events = await untilComplete(connection, urls, desktops[index]?.desktop.token ?? '');
    const places = events.map((event) => event.seq);
    expect(places).toEqual([...new Set(places)].sort((one, other) => one - other));
    // What was replaced since may have been seen on the way; what is in the log now was seen by everybody.
    const seen = events.map((event) => `${event.seq} ${event.id}`);
    expect(seen.filter((name) => inLog.has(name))).toEqual([...inLog]);
  }
}, 180_000);

/** Stops the connection and reads what it had not been brought yet, from its own cursor. */
async function untilComplete(
  connection: ReturnType<typeof stayConnected>,
  urls: readonly string[],
  token: string,
): Promise<readonly RawEvent[]> {
  const events = [...(await connection.stop())];
  const rest = await openStream(urls[1] ?? '', token, { cursor: events.at(-1)?.seq ?? 0 });
  await rest.until(({ frames, cursor }) =>
    frames.some((frame) => frame.type === 'welcome' && cursor() >= frame.head),
  );
  return [...events, ...rest.events];
}
