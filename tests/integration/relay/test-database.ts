import { createHash } from 'node:crypto';
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
  const name = `relay_${createHash('sha256').update(dataDirectory).digest('hex').slice(0, 16)}`;
  onTestFinished(async () => {
    made.delete(dataDirectory);
    // By force: a relay that was killed may still be connected for a moment.
    await runOnServer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
  const url = runOnServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE template0`).then(() => {
    const database = new URL(serverUrl);
    database.pathname = `/${name}`;
    return database.href;
  });
  made.set(dataDirectory, url);
  placeKey(dataDirectory);
  return url;
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
