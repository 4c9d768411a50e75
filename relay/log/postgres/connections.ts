import { Client, type ClientConfig, Pool, types } from 'pg';
import { AppError } from '../../../shared/domain/app-error.ts';
import { takeOwnerLock } from './locks.ts';

/** How long a webhook may wait for a connection: a server that is away must be a quick 503, not a slow one. */
const CONNECT_MS = 3_000;
/** How long a relay waits for its turn to write. A turn takes milliseconds. */
const LOCK_MS = 4_000;
/** Webhooks wait for what is written; what is read in bulk may take longer. */
const WRITE_MS = 5_000;
const READ_MS = 20_000;
/** Later by our own clock: for a server that says nothing any more. */
const SILENCE_MS = 1_000;
/** A relay that stops in the middle of its turn (paused, cut off) must not keep the others from writing. */
const IDLE_IN_TRANSACTION_MS = 10_000;
/** After a failover by name, reads do not stay with the old server for longer. */
const LIFE_SECONDS = 600;
const READERS = 8;

const INT8 = 20;

export type Connections = {
  /** One connection: the log has one writer, and reads never keep it waiting. */
  readonly writer: Pool;
  readonly readers: Pool;
  /** A connection of its own, for a migration or for listening. The caller connects and ends it. */
  createClient(): Client;
  end(): Promise<void>;
};

/** Opens nothing yet: connections are made when they are needed, and made again when they were lost. */
export function createConnections(databaseUrl: string, owner: number): Connections {
  const config: ClientConfig = {
    connectionString: databaseUrl,
    application_name: 'colleague-relay',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    // Counts and times fit into a number.
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === INT8 ? Number : types.getTypeParser(oid, format),
    },
  };
  const writer = createPool({
    ...config,
    ...within(WRITE_MS),
    lock_timeout: LOCK_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    max: 1,
    idleTimeoutMillis: 0,
    async onConnect(client) {
      await takeOwnerLock(client, owner);
      await refuseReadOnly(client);
    },
  });
  const readers = createPool({
    ...config,
    ...within(READ_MS),
    max: READERS,
    maxLifetimeSeconds: LIFE_SECONDS,
  });
  return {
    writer,
    readers,
    createClient: () => withListener(new Client(config)),
    async end() {
      await Promise.all([writer.end(), readers.end()]);
    },
  };
}

function within(limitMs: number) {
  return { statement_timeout: limitMs, query_timeout: limitMs + SILENCE_MS };
}

function createPool(options: ConstructorParameters<typeof Pool>[0]): Pool {
  const pool = new Pool(options);
  // A connection that broke while it idled is made again when it is needed.
  pool.on('error', ignore);
  pool.on('connect', withListener);
  return pool;
}

/** Without a listener a broken connection would end the process; the statement under way rejects anyway. */
function withListener<AnyClient extends { on(event: 'error', listener: () => void): unknown }>(
  client: AnyClient,
): AnyClient {
  client.on('error', ignore);
  return client;
}

function ignore(): void {}

/** A standby answers reads and refuses every write: better to look for the new primary with the next connection. */
async function refuseReadOnly(client: Pick<Client, 'query'>): Promise<void> {
  const { rows } = await client.query<{ read_only: string }>(
    "SELECT current_setting('transaction_read_only') AS read_only",
  );
  if (rows[0]?.read_only !== 'off') {
    throw new AppError('database', 'The relay’s database is read-only: it is a standby.', {
      retryable: true,
    });
  }
}
