import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { startAgency } from '../../build/demo/agency.ts';
import { demoIds } from '../../simulator/demo-world.ts';
import type { CleanUp } from '../clean-up.ts';
import { endProcess } from '../end-process.ts';
import { type Bench, createFigure } from '../figure.ts';
import { buildRequest, phoneOf } from '../load/build-webhook.ts';
import { postRequests } from '../load/post-requests.ts';
import { generateTexts } from '../load/sentences.ts';
import { median } from '../measure.ts';

const ROUNDS = 5;
const PER_ROUND = 8_000;
const CONCURRENCY = 64;
const PEOPLE = 500;

/** Durable webhooks: how many a second the relay acknowledges. */
export const webhooks: Bench = {
  name: 'webhooks',
  about: 'durable webhooks a second, relay beside a bare server that stores bodies',
  needsApp: false,
  async run(cleanUp) {
    const agency = await cleanUp.begin(startAgency({ recordCount: 0, relayAsProcess: true }), ({ stop }) =>
      stop(),
    );
    const relayUrl = `${agency.relayUrl}/webhook`;
    const bareUrl = await startBareServer(cleanUp);
    const rates: { relay: number[]; bare: number[] } = { relay: [], bare: [] };
    // Round 0 warms up: the people are introduced, the code is compiled. Then in turn, so that both have the same weather.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const relay = await measureRate(relayUrl, round);
      const bare = await measureRate(bareUrl, round);
      if (round === 0) continue;
      rates.relay.push(relay);
      rates.bare.push(bare);
    }
    return [
      createFigure({
        name: 'webhooks',
        value: median(rates.relay),
        unit: '/s',
        limit: median(rates.bare),
        note: `committed before the 200, ${CONCURRENCY} connections; limit: bare server that stores the body`,
      }),
    ];
  },
};

async function measureRate(url: string, round: number): Promise<number> {
  const texts = [...generateTexts(PER_ROUND, round)];
  const at = Math.floor(Date.now() / 1_000);
  const requests = texts.map((text, index) =>
    buildRequest(url, [
      { phone: phoneOf(index % PEOPLE), wamid: `wamid.webhooks.${round}.${index}`, text, at },
    ]),
  );
  const { seconds } = await postRequests(url, requests, CONCURRENCY);
  return PER_ROUND / seconds;
}

async function startBareServer(cleanUp: CleanUp): Promise<string> {
  const entry = path.join(import.meta.dirname, '../limits/bare-webhook-server.ts');
  const folder = cleanUp.makeFolder();
  const child = spawn(process.execPath, [entry, folder, demoIds.appSecret], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  cleanUp.add(() => endProcess(child));
  return `http://127.0.0.1:${await readPort(child)}/webhook`;
}

async function readPort({ stdout }: ChildProcess): Promise<number> {
  if (stdout === null) throw new Error('The server has no output.');
  const [line] = (await once(stdout, 'data')) as [Buffer];
  // The address that our own server prints.
  return (JSON.parse(String(line)) as { port: number }).port;
}
