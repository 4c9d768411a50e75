import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { startRelay as startRelayHere } from '../../relay/build-relay.ts';
import { parseConfig } from '../../relay/config.ts';
import { enrolResponseSchema } from '../../shared/protocol/http.ts';
import { demoIds } from '../../simulator/demo-world.ts';
import type { CleanUp } from '../clean-up.ts';
import { endProcess } from '../end-process.ts';
import type { Place } from './places.ts';
import type { Server } from './start-limit.ts';

const SECRETS = { META_APP_SECRET: demoIds.appSecret, META_VERIFY_TOKEN: 'bench-verify-token' };

/** The relay as it runs in production: a process of its own, with the defaults. */
export async function startRelay(cleanUp: CleanUp, place: Place): Promise<Server> {
  const metricsPort = await findFreePort();
  const environment = { ...SECRETS, ...place.environment, RELAY_PORT: String(await findFreePort()) };
  const child = spawn(process.execPath, [path.join(import.meta.dirname, '../../relay/index.ts')], {
    env: { ...process.env, ...environment, RELAY_METRICS_PORT: String(metricsPort) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  cleanUp.add(() => endProcess(child));
  const lines = createInterface({ input: child.stdout });
  const ready = new Promise<void>((resolve) =>
    lines.on('line', (line) => line.includes('relay is ready') && resolve()),
  );
  await Promise.race([ready, once(child, 'exit').then(() => Promise.reject(new Error('The relay ended.')))]);
  return {
    url: `http://127.0.0.1:${environment.RELAY_PORT}`,
    async readPeakMegabytes() {
      const page = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
      const bytes = /^process_resident_memory_max_bytes (\S+)$/m.exec(page)?.[1];
      return Number(bytes) / 1e6;
    },
  };
}

/** The tokens of so many desktops, each of a consultant of its own. Before the relay starts. */
export async function enrolDesktops(place: Place, count: number): Promise<readonly string[]> {
  const config = parseConfig({ ...SECRETS, ...place.environment, RELAY_PORT: '0' });
  const relay = await startRelayHere(config, {
    enrolmentsPerMinute: count + 1,
    wrongCodesPerMinute: count + 1,
  });
  try {
    return await Promise.all(
      Array.from({ length: count }, async (_, index) => {
        const username = `consultant${index}`;
        await relay.admin.addUser({ username, displayName: `Consultant ${index}`, role: 'consultant' });
        const { code } = await relay.admin.createEnrolmentCode(username);
        return enrol(relay.url, code);
      }),
    );
  } finally {
    await relay.stop();
  }
}

async function enrol(relayUrl: string, code: string): Promise<string> {
  const response = await fetch(`${relayUrl}/v1/enrol`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, deviceName: 'Bench' }),
  });
  return enrolResponseSchema.parse(await response.json()).deviceToken;
}

function findFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
