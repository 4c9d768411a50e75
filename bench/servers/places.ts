import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { createPostgresServer } from '../../tests/support/postgres-server.ts';
import type { CleanUp } from '../clean-up.ts';

export type Engine = 'sqlite' | 'postgres';

/** Where a bench keeps things. */
export type Place = {
  readonly engine: Engine;
  /** The variables that tell a relay where its log is. */
  readonly environment: Readonly<Record<string, string>>;
  /** The file of the SQLite log, or the address of the PostgreSQL one. */
  readonly log: string;
  /** Where the limit may keep things: a folder, or the address of an empty database on the same server. */
  readonly limit: string;
};

/** What a commit has told us is on the disk, as it is out of the box; the server of the tests is not so. */
const DURABLE = ['fsync=on', 'full_page_writes=on', 'shared_buffers=256MB'];

/** A new place on the real disk. */
export async function createPlace(cleanUp: CleanUp, engine: Engine): Promise<Place> {
  const folder = cleanUp.makeFolder();
  const secrets = { RELAY_DATA: folder, RELAY_SECRET_KEY: randomBytes(32).toString('base64') };
  if (engine === 'sqlite') {
    const log = path.join(folder, 'relay.db');
    return { engine, environment: secrets, log, limit: cleanUp.makeFolder() };
  }
  const server = await cleanUp.begin(createPostgresServer(DURABLE), ({ remove }) => remove());
  await server.start();
  const log = await createDatabase(server.url, 'relay');
  const limit = await createDatabase(server.url, 'bare');
  return { engine, environment: { ...secrets, DATABASE_URL: log }, log, limit };
}

async function createDatabase(serverUrl: string, name: string): Promise<string> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${name} TEMPLATE template0`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
