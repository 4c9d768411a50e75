import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { inject, onTestFinished } from 'vitest';

/** Of the server of this run; the project that runs on SQLite has none. */
const serverUrl = inject('postgresUrl');

/** On what the relays of this run keep their log. */
export const ENGINE = serverUrl === undefined ? 'SQLite' : 'PostgreSQL';

const made = new Map<string, Promise<string>>();

/**
 * The database that stands for the log in this directory: made when it is first asked for, dropped when the test ends.
 * Undefined where the log is in the directory itself. So a test names a directory, and runs on both engines.
 */
export async function databaseFor(dataDirectory: string): Promise<string | undefined> {
  if (serverUrl === undefined) return undefined;
  const known = made.get(dataDirectory);
  if (known !== undefined) return known;
  onTestFinished(() => void made.delete(dataDirectory));
  const url = create(serverUrl, nameOf(dataDirectory));
  made.set(dataDirectory, url);
  placeKey(dataDirectory);
  return url;
}

/** An empty database with these options (of CREATE DATABASE), dropped when the test ends. */
export async function createDatabase(options = ''): Promise<string> {
  if (serverUrl === undefined) throw new Error('This run has no PostgreSQL.');
  return create(serverUrl, nameOf(randomUUID()), options);
}

async function create(server: string, name: string, options = ''): Promise<string> {
  // By force: a relay that was killed may still be connected for a moment.
  onTestFinished(() => runOnServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  await runOnServer(server, `CREATE DATABASE ${name} TEMPLATE template0 ${options}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

function nameOf(dataDirectory: string): string {
  return `relay_${createHash('sha256').update(dataDirectory).digest('hex').slice(0, 16)}`;
}

/** Ends every connection to this log, as a server that restarts does. */
export async function cutConnections(dataDirectory: string): Promise<void> {
  if (serverUrl === undefined) throw new Error('There are no connections to a file.');
  const name = nameOf(dataDirectory);
  await runOnServer(
    serverUrl,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`,
  );
}

/** Relays that may share a log make no key by themselves: whoever runs them gives each the same one. */
export function placeKey(dataDirectory: string): void {
  const file = path.join(dataDirectory, 'secret.key');
  mkdirSync(dataDirectory, { recursive: true });
  if (!existsSync(file)) writeFileSync(file, '5e'.repeat(32));
}

async function runOnServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
