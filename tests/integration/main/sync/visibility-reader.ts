import { onTestFinished, vi } from 'vitest';
import { applyBackfill, applyBatch } from '../../../../main/db/apply-batch.ts';
import { findBackfill } from '../../../../main/db/backfills.ts';
import { getCursor } from '../../../../main/db/cursor.ts';
import { type WriteHandle, listRows } from '../../../../main/db/handle.ts';
import { setUser } from '../../../../main/db/users.ts';
import { createLog } from '../../../../main/log.ts';
import { type Backfiller, startBackfiller } from '../../../../main/sync/backfill.ts';
import { createRelayHttp } from '../../../../main/sync/relay-http.ts';
import { type RelaySession, startRelaySession } from '../../../../main/sync/relay-session.ts';
import { openRelaySocket } from '../../../../main/sync/relay-socket.ts';
import { createTestDatabase } from '../../../unit/main/db/test-database.ts';
import { type Desktop, readFeed } from '../../relay/relay-harness.ts';

const log = createLog('test', () => undefined);
const userAgent = 'test';

/** A desktop's database and what keeps it in step with the relay; may be switched off and on. */
export type Reader = {
  readonly db: WriteHandle;
  readonly start: () => void;
  readonly stop: () => Promise<void>;
};

export function createReader(relayUrl: string, { token, user }: Desktop): Reader {
  const db = createTestDatabase();
  setUser(db, user);
  let running: { readonly session: RelaySession; readonly backfiller: Backfiller } | undefined;
  const relay = createRelayHttp({ relayUrl, deviceToken: token, userAgent, fetch });

  function start(): void {
    if (running !== undefined) return;
    const backfiller = startBackfiller({
      findJob: async () => findBackfill(db),
      apply: async (page) => void applyBackfill(db, { ...page, now: 1, myUserId: user.id }),
      relay,
      random: Math.random,
      log,
    });
    const session = startRelaySession({
      openSocket: (handlers) => openRelaySocket({ relayUrl, deviceToken: token, userAgent, ...handlers }),
      app: { version: 'test', updatesItself: false },
      getCursor: async () => getCursor(db),
      apply: async ({ events, cursor, resumed }) =>
        applyBatch(db, { events: [...events], cursor, resumed, now: 1, myUserId: user.id }),
      onApplied: ({ result }) => {
        if (result.mustBackfill) backfiller.wake();
      },
      onUser: async () => undefined,
      onRevoked: () => undefined,
      isSameLog: async () => true,
      forgetLog: async () => undefined,
      onConnection: () => undefined,
      random: Math.random,
      now: Date.now,
      log,
    });
    running = { session, backfiller };
  }

  async function stop(): Promise<void> {
    const ending = running;
    running = undefined;
    await Promise.all([ending?.session.stop(), ending?.backfiller.stop()]);
  }

  onTestFinished(stop);
  return { db, start, stop };
}

/** Waits until the reader has passed everything that the log holds now, and has nothing older to fetch. */
export async function waitUntilCurrent({ db }: Reader, desktop: Desktop): Promise<void> {
  const { json } = await desktop.call('GET', '/v1/events?after=0&limit=1');
  await vi.waitFor(
    () => {
      if (getCursor(db) < (json.head ?? 0)) throw new Error(`at ${getCursor(db)} of ${json.head}`);
      if (findBackfill(db) !== undefined) throw new Error('still fetching');
    },
    { timeout: 20_000 },
  );
}

/** What a desktop that was enrolled this moment would have. */
export async function readAnew(desktop: Desktop): Promise<WriteHandle> {
  const db = createTestDatabase();
  setUser(db, desktop.user);
  const events = await readFeed(desktop);
  const cursor = events.at(-1)?.seq ?? 0;
  const resumed = { start: 0, head: cursor };
  applyBatch(db, { events, cursor, resumed, now: 1, myUserId: desktop.user.id });
  return db;
}

/** Everything that visibility touches, in an order of its own. */
export function describeSight(db: WriteHandle) {
  return {
    conversations: listRows(db, 'SELECT id, owner_user_id, person_key FROM conversations ORDER BY id'),
    messages: listRows(db, 'SELECT id, conversation_id, status, text FROM messages ORDER BY id'),
    people: listRows(db, 'SELECT person_key, data FROM people ORDER BY person_key'),
  };
}
