// Every row of a log to whoever connects. Arguments: file of a SQLite log, or address of a PostgreSQL one. Prints its
// address as one line of JSON.
import { createServer } from 'node:http';
import Database from 'better-sqlite3';
import { Client } from 'pg';
import { WebSocketServer } from 'ws';
import { type ReplayRow, sendRows } from './bare-replay.ts';

/** The size of the relay's batches (relay/socket/feed-frames.ts). */
const PER_FRAME = 500;
const SELECT = 'SELECT seq, id, kind, at, body FROM events';

const [place = ''] = process.argv.slice(2);
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
const server = createServer((_request, response) =>
  response.end(JSON.stringify({ peakBytes: process.resourceUsage().maxRSS * 1_024 })),
);
server.on('upgrade', (request, socket, head) =>
  sockets.handleUpgrade(request, socket, head, (webSocket) => {
    sendRows(webSocket, place.startsWith('postgres:') ? readPostgres() : readSqlite(), PER_FRAME).catch(
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        webSocket.terminate();
      },
    );
  }),
);
server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify(server.address())}\n`));
process.on('SIGTERM', () => process.exit(0));

function* readSqlite(): Generator<ReplayRow> {
  const database = new Database(place, { readonly: true });
  yield* database.prepare<[], ReplayRow>(`${SELECT} ORDER BY seq`).iterate();
  database.close();
}

async function* readPostgres(): AsyncGenerator<ReplayRow> {
  const client = new Client({ connectionString: place });
  await client.connect();
  let after: number | string = 0;
  for (;;) {
    const { rows }: { rows: ReplayRow[] } = await client.query<ReplayRow>(
      `${SELECT} WHERE seq > $1 ORDER BY seq LIMIT 5000`,
      [after],
    );
    const last = rows.at(-1);
    if (last === undefined) break;
    yield* rows;
    after = last.seq;
  }
  await client.end();
}
