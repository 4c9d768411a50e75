import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Agency, startAgency } from '../../build/demo/agency.ts';
import { type Database, startDatabase } from '../../main/db/client.ts';
import { createLog } from '../../main/log.ts';
import { startRelaySession } from '../../main/sync/relay-session.ts';
import { openRelaySocket } from '../../main/sync/relay-socket.ts';
import { enrolResponseSchema } from '../../shared/protocol/http.ts';
import type { CleanUp } from '../clean-up.ts';
import { type Bench, createFigure } from '../figure.ts';
import type { BareInserts } from '../limits/bare-inserts.ts';
import { fillLog } from '../load/fill-log.ts';
import { median } from '../measure.ts';

const MESSAGES = 100_000;
const PEOPLE = 2_000;
/** The size of the relay's batches (relay/socket/feed-frames.ts). */
const BATCH = 500;
const MOST_ROUNDS = 2;
/** After this no further round begins. */
const ENOUGH_MS = 30_000;

type Account = { readonly deviceToken: string; readonly user: Parameters<Database['setUser']>[0] };

/** A new desktop reads the whole log: relay, socket, thread, projection, full-text index, encryption. */
export const catchUp: Bench = {
  name: 'catch-up',
  about: 'messages a second from the log into a new desktop, beside bare encrypted inserts',
  needsApp: false,
  async run(cleanUp) {
    const agency = await cleanUp.begin(startAgency({ recordCount: 0, relayAsProcess: true }), ({ stop }) =>
      stop(),
    );
    await fillLog(agency.relayUrl, MESSAGES, PEOPLE);
    const account = await enrol(agency);
    const folder = cleanUp.makeFolder();
    const desktop: number[] = [];
    const bare: number[] = [];
    const beganAt = performance.now();
    for (let round = 1; round <= MOST_ROUNDS && performance.now() - beganAt < ENOUGH_MS; round += 1) {
      desktop.push(
        await measureDesktop(cleanUp, agency.relayUrl, account, path.join(folder, `desktop-${round}.db`)),
      );
      bare.push(await measureBare(cleanUp, path.join(folder, `bare-${round}.db`)));
    }
    return [
      createFigure({
        name: 'catch-up',
        value: median(desktop),
        unit: '/s',
        limit: median(bare),
        note: `${MESSAGES.toLocaleString('en-GB')} messages; limit: encrypted inserts with the same full-text index`,
      }),
    ];
  },
};

async function enrol(agency: Agency): Promise<Account> {
  const response = await fetch(`${agency.relayUrl}/v1/enrol`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: await agency.createEnrolmentCode('priya'), deviceName: 'Bench' }),
  });
  return enrolResponseSchema.parse(await response.json());
}

/** As main/desk.ts does it, without the notifications. Answers messages a second. */
async function measureDesktop(
  cleanUp: CleanUp,
  relayUrl: string,
  { deviceToken, user }: Account,
  file: string,
): Promise<number> {
  const workerUrl = new URL('../../main/db/db.worker.ts', import.meta.url);
  const db = await cleanUp.begin(startDatabase({ path: file, key: newKey(), workerUrl }), ({ close }) =>
    close(),
  );
  await db.setUser(user);
  const startedAt = performance.now();
  let received = 0;
  await new Promise<void>((resolve, reject) => {
    const session = startRelaySession({
      openSocket: (handlers) => openRelaySocket({ relayUrl, deviceToken, userAgent: 'bench', ...handlers }),
      app: { version: 'bench', updatesItself: false },
      getCursor: () => db.getCursor(),
      apply: (batch) =>
        db.applyBatch({
          events: [...batch.events],
          cursor: batch.cursor,
          now: Date.now(),
          myUserId: user.id,
        }),
      onApplied({ result, isLive }) {
        received += result.newInboundCount;
        if (isLive) resolve();
      },
      onUser: () => Promise.resolve(),
      onRevoked: () => reject(new Error('revoked')),
      isSameLog: async () => true,
      forgetLog: () => Promise.reject(new Error('A log that nobody restored was to be forgotten.')),
      onConnection({ state }) {
        if (state === 'offline' || state === 'refused') reject(new Error('The relay ended the connection.'));
      },
      random: Math.random,
      now: Date.now,
      log: createLog('bench', (line) => void process.stderr.write(`${line}\n`)),
    });
    cleanUp.add(session.stop);
  });
  const seconds = (performance.now() - startedAt) / 1_000;
  if (received !== MESSAGES) throw new Error(`${received} of ${MESSAGES} messages arrived.`);
  await db.close();
  return MESSAGES / seconds;
}

async function measureBare(cleanUp: CleanUp, file: string): Promise<number> {
  const workerData: BareInserts = { path: file, key: newKey(), count: MESSAGES, batch: BATCH };
  const worker = new Worker(new URL('../limits/bare-inserts.ts', import.meta.url), { workerData });
  cleanUp.add(() => worker.terminate());
  const [seconds] = (await once(worker, 'message')) as [number];
  return MESSAGES / seconds;
}

function newKey(): string {
  return randomBytes(32).toString('hex');
}
