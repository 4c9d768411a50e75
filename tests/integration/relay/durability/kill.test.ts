import { setTimeout as liveOn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Random, createRandom } from '../../../../simulator/random.ts';
import { type Desktop, enrolWith, makeTemporaryDirectory, readFeed } from '../relay-harness.ts';
import { createCode, findFreePort, startRelayProcess } from '../relay-process.ts';
import { checkLogFile } from './check-log-file.ts';
import { createMetaLoad } from './meta-load.ts';

/** `KILL_RUNS=2000` makes it long; `KILL_SEED` repeats the instants of an earlier run as far as a machine can. */
const RUNS = Number(process.env['KILL_RUNS'] ?? 200);
const SEED = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000);
/** Relays that are killed side by side, each with a log of its own: the start of a process is most of the time. */
const LANES = 2;
const CONNECTIONS = 8;
const LONGEST_LIFE_MS = 250;
const STARTING_MS = 800;

test(
  `A relay killed ${RUNS} times under load (KILL_SEED=${SEED}) has everything it answered 200 to, once, and in one order.`,
  { timeout: 60_000 + RUNS * 3_000 },
  async () => {
    const perLane = Math.ceil(RUNS / LANES);
    const lanes = Array.from({ length: LANES }, (_, lane) => killAgainAndAgain(perLane, SEED + lane));
    for (const { acknowledged, answers } of await Promise.all(lanes)) {
      expect(acknowledged).toBeGreaterThan(perLane);
      // What was not acknowledged was refused as our fault, or got no answer at all.
      const others = [...answers.keys()].filter((answer) => answer !== 200 && answer !== 'no answer');
      expect(others.filter((answer) => Number(answer) < 500)).toEqual([]);
    }
  },
);

/** One log, many lives. A desktop reads along all the time, and its cursor must stay good across every death. */
async function killAgainAndAgain(kills: number, seed: number) {
  const random = createRandom(seed);
  const dataDirectory = makeTemporaryDirectory();
  const code = await createCode(dataDirectory);
  const port = await findFreePort();
  const load = createMetaLoad(`http://127.0.0.1:${port}`, random, `s${seed}`);
  let reader: ReturnType<typeof createReader> | undefined;
  for (let kill = 0; kill < kills; kill += 1) {
    if (random.chance(0.1)) await killWhileStarting(port, dataDirectory, random);
    const relay = await startRelayProcess(port, { RELAY_DATA: dataDirectory });
    reader ??= createReader(await enrolWith(relay.url, code));
    await reader.readOn();
    reader.expectAll(load.acknowledged, kill);
    load.start(CONNECTIONS);
    // At least something must have been under way.
    await load.whenAnswered(1 + random.below(4));
    const reading = reader.readOn().catch(() => undefined);
    // The instant of a death is the one thing here that is a matter of time.
    await liveOn(random.below(LONGEST_LIFE_MS));
    await relay.kill();
    await Promise.all([load.stop(), reading]);
  }
  const last = await startRelayProcess(port, { RELAY_DATA: dataDirectory });
  await load.settle();
  await reader?.readOn();
  expect(new Set(reader?.received)).toEqual(load.sent);
  expect(reader?.received).toHaveLength(load.sent.size);
  expect(await last.terminate()).toBe(0);
  load.close();
  expect(checkLogFile(dataDirectory)).toEqual([]);
  return { acknowledged: load.acknowledged.size, answers: load.answers };
}

/** In the middle of opening the log: of a recovery, perhaps. */
async function killWhileStarting(port: number, dataDirectory: string, random: Random): Promise<void> {
  const life = new AbortController();
  const starting = startRelayProcess(port, { RELAY_DATA: dataDirectory }, life.signal).catch(() => undefined);
  await liveOn(random.below(STARTING_MS));
  life.abort();
  await (await starting)?.kill();
}

function createReader(desktop: Desktop) {
  const received: string[] = [];
  const seen = new Set<string>();
  let cursor = 0;
  return {
    received,
    /** Reads from where it stands: what was handed out before a death must never change or come twice. */
    async readOn() {
      for (const event of await readFeed(desktop, cursor)) {
        expect(event.seq).toBeGreaterThan(cursor);
        cursor = event.seq;
        if (event.kind !== 'message.received') continue;
        received.push(event.id);
        seen.add(event.id);
      }
    },
    expectAll(ids: ReadonlySet<string>, kills: number) {
      const missing = [...ids].filter((id) => !seen.has(id));
      expect({ kills, missing }).toEqual({ kills, missing: [] });
    },
  };
}
