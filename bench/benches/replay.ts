import { once } from 'node:events';
import { WebSocket } from 'ws';
import { channelIdSchema, conversationIdFor, personKeyForPhone } from '../../shared/domain/ids.ts';
import { receivedMessageSchema } from '../../shared/protocol/events.ts';
import { openLog } from '../../relay/log/open-log.ts';
import type { RelayLog } from '../../relay/log/relay-log.ts';
import { demoIds } from '../../simulator/demo-world.ts';
import type { CleanUp } from '../clean-up.ts';
import { type Bench, createFigure } from '../figure.ts';
import { generateMessageEvents } from '../load/build-events.ts';
import { phoneOf } from '../load/build-webhook.ts';
import { acknowledge } from '../load/open-desktops.ts';
import { median } from '../measure.ts';
import { type Engine, type Place, createPlace } from '../servers/places.ts';
import { startLimit } from '../servers/start-limit.ts';
import { enrolDesktops, startRelay } from '../servers/start-relay.ts';

const EVENTS = 1_000_000;
const PEOPLE = 5_000;
const PER_COMMIT = 10_000;
const ROUNDS = 2;

/** A new desktop reads a long log; the desktop itself does nothing with it. */
export const replay = createReplay('replay', 'sqlite');
export const replayPostgres = createReplay('replay-postgres', 'postgres');

function createReplay(name: string, engine: Engine): Bench {
  return {
    name,
    about: `a million events of the log to one socket on ${engine}, beside a bare read of the same rows`,
    needsApp: false,
    // Most of it fills the log.
    longestMs: 600_000,
    async run(cleanUp) {
      const place = await createPlace(cleanUp, engine);
      const tokens = await enrolDesktops(place, 1);
      await fillLog(place);
      const relay = await startRelay(cleanUp, place);
      const bare = await startLimit(cleanUp, 'bare-replay-server.ts', place.log);
      const rates: { relay: number[]; bare: number[] } = { relay: [], bare: [] };
      for (let round = 0; round < ROUNDS; round += 1) {
        rates.relay.push(await measure(cleanUp, relay.url, tokens[0]));
        rates.bare.push(await measure(cleanUp, bare.url, undefined));
      }
      return [
        createFigure({
          name,
          value: median(rates.relay),
          limit: median(rates.bare),
          unit: '/s',
          note: `${EVENTS.toLocaleString('en-GB')} messages to one socket; limit: the same rows, read and sent`,
        }),
        createFigure({
          name: `${name}-memory`,
          value: await relay.readPeakMegabytes(),
          limit: await bare.readPeakMegabytes(),
          unit: 'MB',
          note: 'most resident memory of the process',
        }),
      ];
    },
  };
}

async function fillLog({ environment, log: where, engine }: Place): Promise<void> {
  const databaseUrl = engine === 'postgres' ? where : undefined;
  const log = await openLog({ databaseUrl, dataDirectory: environment['RELAY_DATA'] ?? '' });
  try {
    await addThreads(log);
    const events = generateMessageEvents(EVENTS, PEOPLE, 1, Date.now());
    for (let made = 0; made < EVENTS; made += PER_COMMIT) {
      const some = Array.from({ length: PER_COMMIT }, () => events.next().value).flatMap(
        (event) => event ?? [],
      );
      await log.write((transaction) =>
        transaction.append(
          some.map(({ id, kind, at, body }) => {
            const { personKey, conversationId, channelId } = receivedMessageSchema.parse(body);
            return { id, kind, at, body, personKey, conversationId, channelId };
          }),
        ),
      );
    }
  } finally {
    await log.close();
  }
}

async function addThreads(log: RelayLog): Promise<void> {
  const channelId = channelIdSchema.parse(demoIds.companyPhone);
  const threads = Array.from({ length: PEOPLE }, (_, index) => {
    const personKey = personKeyForPhone(phoneOf(index));
    const id = conversationIdFor({ channelId, personKey, ownerUserId: undefined });
    return { id, personKey, channelId, ownerUserId: undefined, formerOwners: [], createdAt: 0 };
  });
  await log.write((transaction) => transaction.saveThreads(threads));
}

/** Events a second, from the opening of the socket to the last of them. */
async function measure(cleanUp: CleanUp, url: string, token: string | undefined): Promise<number> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/v1/stream`, {
    perMessageDeflate: false,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
  cleanUp.add(() => socket.terminate());
  const startedAt = performance.now();
  const done = new Promise<void>((resolve, reject) => {
    socket.on('message', (frame: Buffer) => {
      if ((acknowledge(socket, frame) ?? 0) >= EVENTS) resolve();
    });
    socket.on('close', () => reject(new Error('The server closed the connection.')));
  });
  await once(socket, 'open');
  if (token !== undefined) {
    socket.send(JSON.stringify({ type: 'hello', protocol: 1, cursor: 0, clientVersion: 'bench' }));
  }
  await done;
  const seconds = (performance.now() - startedAt) / 1_000;
  socket.terminate();
  return EVENTS / seconds;
}
