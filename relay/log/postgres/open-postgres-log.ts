import { randomInt } from 'node:crypto';
import type { LogReader, LogTransaction, RelayLog } from '../relay-log.ts';
import { createWriteQueue } from './write-queue.ts';
import { createApiKeyReader, createApiKeyWriter } from './api-keys.ts';
import { type Connections, createConnections } from './connections.ts';
import { toOpeningError } from './database-error.ts';
import { createDeviceReader, createDeviceWriter } from './devices.ts';
import { createEntryReader, createEntryWriter } from './entries.ts';
import { findFaults } from './find-faults.ts';
import { createFeedReader } from './feed.ts';
import { createHistoryReader } from './histories.ts';
import { createHookReader, createHookWriter } from './hooks.ts';
import { CALLS_CHANNEL, CHANNEL, startListener } from './listener.ts';
import { createIdentityReader, createIdentityWriter } from './identity.ts';
import { createMediaReader, createMediaWriter } from './media.ts';
import { migrate } from './migrate.ts';
import { createOutboundReader, createOutboundWriter } from './outbound.ts';
import { createDueReader, createOutboxWriter } from './outbox.ts';
import { createPeopleReader, createPeopleWriter } from './people.ts';
import { createReachReader, createReachWriter } from './reach.ts';
import { createRecordReader, createRecordWriter } from './records.ts';
import { createRetentionWriter } from './retention.ts';
import { createSecretReader, createSecretWriter } from './secrets.ts';
import { type Sql, createSql } from './sql.ts';
import { createTransactions } from './transactions.ts';
import { waitFor } from './wait-for.ts';

/** For each of the two halves of closing. */
const CLOSE_MS = 1_500;
/** Longer than any call to Meta lasts: then nobody is left who could tell how it ended. */
const LONGEST_CALL_MS = 20_000;

/**
 * The log in a PostgreSQL database, which several relays may share. Throws AppError when it cannot be opened or is of a newer
 * version; later it recovers by itself from whatever happens to the server.
 */
export async function openPostgresLog(
  databaseUrl: string,
  options: { readonly longestCallMs?: number } = {},
): Promise<RelayLog> {
  // Names this opening of the log among all that share it.
  const owner = randomInt(1, 2 ** 31 - 1);
  const connections = createConnections(databaseUrl, owner);
  await prepare(connections, databaseUrl);
  const listeners = new Set<() => void>();
  const announce = () => listeners.forEach((listener) => listener());
  let hasAppended = false;
  const transactions = createTransactions(
    connections.writer,
    (sql) => {
      const writer = createTransaction(sql, owner, options.longestCallMs ?? LONGEST_CALL_MS);
      const transaction: LogTransaction = {
        ...writer,
        async append(entries) {
          const appended = await writer.append(entries);
          hasAppended ||= appended > 0;
          return appended;
        },
      };
      return { transaction, sql };
    },
    {
      // With the commit, not after it: a relay that dies in between would leave the others asleep.
      beforeCommit: () => (hasAppended ? `NOTIFY ${CHANNEL}, '${owner}'; ` : ''),
      onCommitted() {
        if (hasAppended) announce();
        hasAppended = false;
      },
      onGivenUp() {
        hasAppended = false;
      },
    },
  );
  const queue = createWriteQueue(transactions.begin);
  const sql = createSql(() => connections.readers);
  const callListeners = new Set<(words: string) => void>();
  const prefix = `${owner} `;
  let listening: { stop(): Promise<void> } | undefined;
  const listen = () => {
    listening ??= startListener({
      createClient: connections.createClient,
      // What this relay committed it has announced by itself, and what it calls it knows.
      onHeard: (payload) => payload !== String(owner) && announce(),
      onCalled(payload) {
        if (payload.startsWith(prefix)) return;
        callListeners.forEach((listener) => listener(payload.slice(payload.indexOf(' ') + 1)));
      },
      onMissed: announce,
    });
  };
  return {
    ...createReader(sql),
    ...createDueReader(sql),
    write: (work) => queue.write(({ transaction }) => work(transaction)),
    // The same version again, but it is written and flushed.
    probe: () =>
      queue.write(async ({ sql }) => void (await sql('UPDATE schema_version SET version = version'))),
    ...createFeedReader(sql),
    countEntries: () => sql('SELECT kind, count(*) AS count FROM events GROUP BY kind ORDER BY kind'),
    async measureSpace() {
      const [row] = await sql<{ readonly bytes: number }>(
        'SELECT pg_database_size(current_database()) AS bytes',
      );
      // What is free inside is the server's own affair: autovacuum keeps account of it.
      return { bytes: row?.bytes ?? 0, freeBytes: 0 };
    },
    giveBackSpace: async () => false,
    findFaults: () => findFaults(sql),
    onAppended(listener) {
      listeners.add(listener);
      listen();
      return () => listeners.delete(listener);
    },
    callOut: async (words) => void (await sql('SELECT pg_notify($1, $2)', [CALLS_CHANNEL, prefix + words])),
    onCalled(listener) {
      callListeners.add(listener);
      listen();
      return () => callListeners.delete(listener);
    },
    async close() {
      // What waits is committed first; a server that says nothing any more is not waited for.
      await waitFor(CLOSE_MS, Promise.all([queue.close(), listening?.stop()]));
      await waitFor(CLOSE_MS, connections.end());
    },
  };
}

async function prepare(connections: Connections, databaseUrl: string): Promise<void> {
  const client = connections.createClient();
  try {
    await client.connect();
    await migrate(client);
  } catch (error) {
    throw toOpeningError(error, placeOf(databaseUrl));
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** For people, without user and password. */
function placeOf(databaseUrl: string): string {
  const { host, pathname } = new URL(databaseUrl);
  return `${host || 'this machine'}${pathname}`;
}

function createReader(sql: Sql): LogReader {
  return {
    ...createEntryReader(sql),
    ...createPeopleReader(sql),
    ...createOutboundReader(sql),
    ...createDeviceReader(sql),
    ...createSecretReader(sql),
    ...createApiKeyReader(sql),
    ...createHistoryReader(sql),
    ...createHookReader(sql),
    ...createMediaReader(sql),
    ...createIdentityReader(sql),
    ...createReachReader(sql),
    ...createRecordReader(sql),
  };
}

function createTransaction(sql: Sql, owner: number, longestCallMs: number): LogTransaction {
  return {
    ...createReader(sql),
    ...createEntryWriter(sql),
    ...createPeopleWriter(sql),
    ...createOutboundWriter(sql),
    ...createOutboxWriter(sql, owner, longestCallMs),
    ...createDeviceWriter(sql),
    ...createSecretWriter(sql),
    ...createApiKeyWriter(sql),
    ...createHookWriter(sql),
    ...createMediaWriter(sql),
    ...createIdentityWriter(sql),
    ...createReachWriter(sql),
    ...createRetentionWriter(sql),
    ...createRecordWriter(sql),
  };
}
