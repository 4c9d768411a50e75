import { demoIds } from '../../simulator/demo-world.ts';
import type { CleanUp } from '../clean-up.ts';
import { type Bench, createFigure } from '../figure.ts';
import { buildRequest, phoneOf } from '../load/build-webhook.ts';
import { postRequests } from '../load/post-requests.ts';
import { generateTexts } from '../load/sentences.ts';
import { median, percentile } from '../measure.ts';
import { type Engine, type Place, createPlace } from '../servers/places.ts';
import { type Server, startLimit } from '../servers/start-limit.ts';
import { startRelay } from '../servers/start-relay.ts';

const ROUNDS = 5;
const PER_ROUND = 8_000;
const CONCURRENCY = 64;
const PEOPLE = 500;

type Round = { readonly rate: number; readonly p50: number; readonly p99: number };

/** Durable webhooks: how many a second the relay acknowledges, how long each takes, and how much memory that takes. */
export const webhooks = createWebhooks('webhooks', 'sqlite');
export const webhooksPostgres = createWebhooks('webhooks-postgres', 'postgres');

function createWebhooks(name: string, engine: Engine): Bench {
  return {
    name,
    about: `durable webhooks a second on ${engine}, beside a bare server that stores bodies`,
    needsApp: false,
    async run(cleanUp) {
      const place = await createPlace(cleanUp, engine);
      const servers = { relay: await startRelay(cleanUp, place), bare: await startBare(cleanUp, place) };
      const rounds: { relay: Round[]; bare: Round[] } = { relay: [], bare: [] };
      // Round 0 warms up: the people are introduced, the code is compiled. Then in turn, so that both have the same weather.
      for (let round = 0; round <= ROUNDS; round += 1) {
        const relay = await measure(servers.relay, round);
        const bare = await measure(servers.bare, round);
        if (round === 0) continue;
        rounds.relay.push(relay);
        rounds.bare.push(bare);
      }
      const middle = (pick: keyof Round) => ({
        value: median(rounds.relay.map((round) => round[pick])),
        limit: median(rounds.bare.map((round) => round[pick])),
      });
      const note = `committed before the 200, ${CONCURRENCY} connections; limit: bare server that stores the body`;
      return [
        createFigure({ name, ...middle('rate'), unit: '/s', note }),
        createFigure({ name: `${name}-p50`, ...middle('p50'), unit: 'ms', note: 'of each, in that load' }),
        createFigure({ name: `${name}-p99`, ...middle('p99'), unit: 'ms', note: 'of each, in that load' }),
        createFigure({
          name: `${name}-memory`,
          value: await servers.relay.readPeakMegabytes(),
          limit: await servers.bare.readPeakMegabytes(),
          unit: 'MB',
          note: `most resident memory of the process, after ${(ROUNDS + 1) * PER_ROUND} webhooks`,
        }),
      ];
    },
  };
}

function startBare(cleanUp: CleanUp, { engine, limit }: Place): Promise<Server> {
  const program = engine === 'sqlite' ? 'bare-webhook-server.ts' : 'bare-postgres-server.ts';
  return startLimit(cleanUp, program, limit, demoIds.appSecret);
}

async function measure(server: Server, round: number): Promise<Round> {
  const url = `${server.url}/webhook`;
  const texts = [...generateTexts(PER_ROUND, round)];
  const at = Math.floor(Date.now() / 1_000);
  const requests = texts.map((text, index) =>
    buildRequest(url, [
      { phone: phoneOf(index % PEOPLE), wamid: `wamid.webhooks.${round}.${index}`, text, at },
    ]),
  );
  const { seconds, latenciesMs } = await postRequests(url, requests, CONCURRENCY);
  return {
    rate: PER_ROUND / seconds,
    p50: percentile(latenciesMs, 0.5),
    p99: percentile(latenciesMs, 0.99),
  };
}
