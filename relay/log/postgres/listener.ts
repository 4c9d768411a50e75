import type { Client } from 'pg';
import { waitFor } from './wait-for.ts';

export const CHANNEL = 'colleague_relay_log';
/** For words that are kept nowhere. */
export const CALLS_CHANNEL = 'colleague_relay_calls';

/** How often we ask whether the connection still lives: one that is cut off silently would never say so. */
const PING_MS = 15_000;
const ANSWER_MS = 5_000;
const SHORTEST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

type Listener = { stop(): Promise<void> };

/**
 * Listens to what the other relays announce, on a connection of its own, until it is stopped. `onMissed` is called whenever
 * listening has begun (again): nobody knows what was announced before.
 */
export function startListener(options: {
  readonly createClient: () => Client;
  readonly onHeard: (payload: string) => void;
  readonly onCalled: (payload: string) => void;
  readonly onMissed: () => void;
}): Listener {
  let isStopped = false;
  let announceStop = () => {};
  const stopped = new Promise<void>((resolve) => {
    announceStop = resolve;
  });

  async function run(): Promise<void> {
    let pauseMs = SHORTEST_PAUSE_MS;
    for (;;) {
      const hasListened = await listenOnce();
      if (isStopped) return;
      pauseMs = hasListened ? SHORTEST_PAUSE_MS : Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
      await waitFor(pauseMs, stopped);
      if (isStopped) return;
    }
  }

  /** Resolves when the connection has ended, or never came about: answers which. */
  async function listenOnce(): Promise<boolean> {
    const client = options.createClient();
    const ended = new Promise<void>((resolve) => {
      client.once('end', resolve);
      client.once('error', () => resolve());
    });
    let ping: NodeJS.Timeout | undefined;
    try {
      await client.connect();
      client.on('notification', ({ channel, payload = '' }) =>
        channel === CHANNEL ? options.onHeard(payload) : options.onCalled(payload),
      );
      await client.query(`LISTEN ${CHANNEL}`);
      await client.query(`LISTEN ${CALLS_CHANNEL}`);
      options.onMissed();
      ping = setInterval(() => void checkAlive(client), PING_MS);
      await Promise.race([ended, stopped]);
      return true;
    } catch {
      return false;
    } finally {
      clearInterval(ping);
      await endClient(client);
    }
  }

  const running = run();
  return {
    stop() {
      isStopped = true;
      announceStop();
      return running;
    },
  };
}

async function checkAlive(client: Client): Promise<void> {
  // The pause in which nothing may be lost is bounded by this and by PING_MS.
  const answered = client.query('SELECT 1').then(
    () => true,
    () => false,
  );
  const isAlive = await Promise.race([answered, waitFor(ANSWER_MS, answered).then(() => false)]);
  if (!isAlive) await endClient(client);
}

/** A server that is away does not answer the farewell. */
async function endClient(client: Client): Promise<void> {
  const ended = client.end().catch(() => undefined);
  await Promise.race([ended, waitFor(ANSWER_MS, ended)]);
}
