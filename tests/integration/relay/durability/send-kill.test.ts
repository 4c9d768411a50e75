import { setTimeout as liveOn } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { type Simulator, startSimulator } from '../../../../simulator/build-simulator.ts';
import { demoIds, demoTokens } from '../../../../simulator/demo-world.ts';
import { type Random, createRandom } from '../../../../simulator/random.ts';
import type { MessageId } from '../../../../shared/domain/ids.ts';
import { type SentMessage, sentMessageSchema } from '../../../../shared/protocol/events.ts';
import { findTemplate, subscribe } from '../company-harness.ts';
import {
  APP_SECRET,
  type Desktop,
  enrolWith,
  makeTemporaryDirectory,
  openStream,
  readFeed,
} from '../relay-harness.ts';
import { createCode, findFreePort, startRelayProcess } from '../relay-process.ts';
import { createSendLoad } from './send-load.ts';

/** `SEND_KILL_RUNS=500` makes it long; `SEND_KILL_SEED` repeats the instants of an earlier run as far as a machine can. */
const RUNS = Number(process.env['SEND_KILL_RUNS'] ?? 15);
const SEED = Number(process.env['SEND_KILL_SEED'] ?? Date.now() % 1_000_000);
const SENDERS = 4;
const LONGEST_LIFE_MS = 150;

test(
  `A relay killed ${RUNS} times while it sends (SEND_KILL_SEED=${SEED}) sends nothing twice, and knows what became of each.`,
  { timeout: 90_000 + RUNS * 6_000 },
  async () => {
    const random = createRandom(SEED);
    const simulator = await startMeta();
    const port = await findFreePort();
    const dataDirectory = makeTemporaryDirectory();
    const code = await createCode(dataDirectory);
    const start = () => startRelayProcess(port, environmentAt(simulator, dataDirectory));
    const first = await start();
    await subscribe(simulator, first.url);
    const alex = await enrolWith(first.url, code);
    const stream = await openStream(first.url, alex.token);
    await stream.until(({ events }) => events.some((event) => event.kind === 'template.changed'));
    const load = createSendLoad({
      url: first.url,
      token: alex.token,
      userId: alex.user.id,
      template: findTemplate(await readFeed(alex), 'job_opportunity'),
      random,
    });
    let relay = first;
    for (let run = 0; run < RUNS; run += 1) {
      await disturbMeta(simulator, random);
      load.start(SENDERS);
      await load.whenTaken(1 + random.below(8));
      // The instant of a death is the one thing here that is a matter of time.
      await liveOn(random.below(LONGEST_LIFE_MS));
      load.pause();
      await relay.kill();
      relay = await start();
    }
    await simulator.control.clearFaults({});
    await load.settle();
    // What Meta could not deliver for so long it tries again only after hours.
    const isIdle = async () => {
      await simulator.control.advanceClock({ milliseconds: 3_600_000 });
      return (await simulator.control.whenIdle({ timeoutMs: 2_000 })).isIdle;
    };
    await expect.poll(isIdle, { timeout: 60_000 }).toBe(true);
    const outcomes = async () => [...(await readOutcomes(alex)).values()];
    await expect
      .poll(async () => (await outcomes()).some(({ status }) => status === 'queued'), { timeout: 60_000 })
      .toBe(false);
    compare(load.taken, await readOutcomes(alex), await countAccepted(simulator));
    expect(await relay.terminate()).toBe(0);
  },
);

async function startMeta(): Promise<Simulator> {
  const simulator = await startSimulator({
    speed: 100,
    appSecret: APP_SECRET,
    limits: { pairBurst: 100_000, messagesPerSecond: 100_000 },
  });
  onTestFinished(() => simulator.stop());
  return simulator;
}

function environmentAt(simulator: Simulator, dataDirectory: string): Record<string, string> {
  return {
    RELAY_DATA: dataDirectory,
    META_ACCESS_TOKEN: demoTokens.company,
    META_PHONE_NUMBER_ID: demoIds.companyPhone,
    META_WABA_ID: demoIds.waba,
    META_GRAPH_URL: simulator.url,
  };
}

/** Answers that come late, so that a death finds calls at every stage; now and then one that is lost, with its message or without. */
async function disturbMeta(simulator: Simulator, random: Random): Promise<void> {
  await simulator.control.clearFaults({});
  if (random.chance(0.2)) await simulator.control.addFault({ kind: 'reset', isAccepted: random.chance(0.5) });
  await simulator.control.addFault({ kind: 'stall', delayMs: random.below(60), times: 10_000 });
}

/** The log's last word about every message that was sent. */
async function readOutcomes(desktop: Desktop): Promise<ReadonlyMap<MessageId, SentMessage>> {
  const sent = (await readFeed(desktop)).filter((event) => event.kind === 'message.sent');
  return new Map(
    sent.map((event) => {
      const message = sentMessageSchema.parse(event.body);
      return [message.messageId, message];
    }),
  );
}

/** How often Meta accepted each message, by our id. */
async function countAccepted(simulator: Simulator): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { callbackData = 'none' } of await simulator.control.listAccepted({})) {
    counts.set(callbackData, (counts.get(callbackData) ?? 0) + 1);
  }
  return counts;
}

function compare(
  taken: ReadonlySet<MessageId>,
  outcomes: ReadonlyMap<MessageId, SentMessage>,
  accepted: ReadonlyMap<string, number>,
): void {
  expect(new Set(outcomes.keys())).toEqual(taken);
  expect([...accepted].filter(([, count]) => count > 1)).toEqual([]);
  expect([...accepted.keys()].filter((id) => !taken.has(id as MessageId))).toEqual([]);
  const wrong = [...outcomes.values()]
    .filter(({ messageId, status, wamid }) => {
      const isOut = accepted.has(messageId);
      // In doubt only where the call never reached Meta: a status has settled every other doubt.
      return isOut ? wamid === undefined || status === 'unconfirmed' : status !== 'unconfirmed';
    })
    .map(({ messageId, status }) => ({ messageId, status, isOut: accepted.has(messageId) }));
  expect(wrong).toEqual([]);
  expect(accepted.size).toBeGreaterThan(RUNS);
}
