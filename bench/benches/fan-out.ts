import { type Bench, createFigure } from '../figure.ts';
import { buildRequest, phoneOf } from '../load/build-webhook.ts';
import { type Desktops, openDesktops } from '../load/open-desktops.ts';
import { type Connection, openConnection } from '../load/post-requests.ts';
import { generateTexts } from '../load/sentences.ts';
import { percentile } from '../measure.ts';
import { type Engine, createPlace } from '../servers/places.ts';
import { startLimit } from '../servers/start-limit.ts';
import { enrolDesktops, startRelay } from '../servers/start-relay.ts';

const DESKTOPS = 500;
const WARM_UP = 20;
const MESSAGES = 200;
const PEOPLE = 100;

type Side = { readonly url: string; readonly connection: Connection; readonly desktops: Desktops };

/** A reply on its way to everybody: from the first byte of the webhook to the last desktop's frame. */
export const fanOut = createFanOut('fan-out', 'sqlite');
export const fanOutPostgres = createFanOut('fan-out-postgres', 'postgres');

function createFanOut(name: string, engine: Engine): Bench {
  return {
    name,
    about: `POST of a webhook to the last of ${DESKTOPS} sockets on ${engine}, beside a bare broadcast`,
    needsApp: false,
    async run(cleanUp) {
      const place = await createPlace(cleanUp, engine);
      const tokens = await enrolDesktops(place, DESKTOPS);
      const server = await startRelay(cleanUp, place);
      const limit = await startLimit(cleanUp, 'bare-broadcast-server.ts');
      const open = async (url: string, given: readonly (string | undefined)[]): Promise<Side> => {
        const connection = await openConnection(url);
        cleanUp.add(() => connection.close());
        return { url, connection, desktops: await openDesktops(cleanUp, url, given) };
      };
      const relay = await open(server.url, tokens);
      const bare = await open(limit.url, Array.from({ length: DESKTOPS }));
      const times: { relay: number[]; bare: number[] } = { relay: [], bare: [] };
      const texts = [...generateTexts(WARM_UP + MESSAGES)];
      for (const [index, text] of texts.entries()) {
        const ms = { relay: await measure(relay, index, text), bare: await measure(bare, index, text) };
        if (index < WARM_UP) continue;
        times.relay.push(ms.relay);
        times.bare.push(ms.bare);
      }
      const at = (share: number) => ({
        value: percentile(times.relay, share),
        limit: percentile(times.bare, share),
      });
      const note = `to the last of ${DESKTOPS} desktops; limit: the body to as many sockets, not kept`;
      return [
        createFigure({ name: `${name}-p50`, ...at(0.5), unit: 'ms', note }),
        createFigure({ name: `${name}-p99`, ...at(0.99), unit: 'ms', note }),
        createFigure({
          name: `${name}-memory`,
          value: await server.readPeakMegabytes(),
          limit: await limit.readPeakMegabytes(),
          unit: 'MB',
          note: `most resident memory of the process, with ${DESKTOPS} sockets`,
        }),
      ];
    },
  };
}

async function measure({ url, connection, desktops }: Side, index: number, text: string): Promise<number> {
  const wamid = `wamid.fan-out.${index}.`;
  const at = Math.floor(Date.now() / 1_000);
  const request = buildRequest(`${url}/webhook`, [{ phone: phoneOf(index % PEOPLE), wamid, text, at }]);
  const arrived = desktops.whenAllHave(wamid);
  const postedAt = performance.now();
  await Promise.all([connection.post(request), arrived]);
  return performance.now() - postedAt;
}
