// The least that a durable webhook can cost here: the signature checked, the raw body committed to SQLite with
// synchronous=FULL, concurrent bodies sharing a commit. Nothing is parsed, routed or told to anybody.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { type ServerResponse, createServer } from 'node:http';
import { join } from 'node:path';
import Database from 'better-sqlite3';

const [folder = '', secret = ''] = process.argv.slice(2);
const database = new Database(join(folder, 'bare.db'));
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.pragma('wal_autocheckpoint = 8000');
database.exec('CREATE TABLE bodies (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT');
const insert = database.prepare('INSERT INTO bodies (body) VALUES (?)');
const insertAll = database.transaction((bodies: readonly Buffer[]) =>
  bodies.forEach((body) => insert.run(body)),
);

type Waiting = { readonly body: Buffer; readonly response: ServerResponse };
let waiting: Waiting[] = [];

function commit(): void {
  const group = waiting;
  waiting = [];
  insertAll(group.map(({ body }) => body));
  for (const { response } of group) response.writeHead(200, { 'content-length': 0 }).end();
}

function isSigned(body: Buffer, header: unknown): boolean {
  const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
  const given = Buffer.from(String(header));
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    if (!isSigned(body, request.headers['x-hub-signature-256'])) {
      response.writeHead(401, { 'content-length': 0 }).end();
      return;
    }
    waiting.push({ body, response });
    if (waiting.length === 1) setImmediate(commit);
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify(server.address())}\n`));
process.on('SIGTERM', () => process.exit(0));
