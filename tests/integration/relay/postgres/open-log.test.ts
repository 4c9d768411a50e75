import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { openPostgresLog } from '../../../../relay/log/postgres/open-postgres-log.ts';
import { MIGRATIONS } from '../../../../relay/log/postgres/schema.ts';
import { makeTemporaryDirectory, openTestLog } from '../relay-harness.ts';
import { environmentOf, findFreePort, runRelay } from '../relay-process.ts';
import { createDatabase, databaseFor } from '../test-database.ts';

async function connect(databaseUrl: string): Promise<Client> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

async function makeDatabase(): Promise<string> {
  return (await databaseFor(makeTemporaryDirectory())) ?? '';
}

test('Relays that start at once on an empty database prepare it once.', async () => {
  const directory = makeTemporaryDirectory();
  const logs = await Promise.all(Array.from({ length: 5 }, () => openTestLog(directory)));
  expect(await Promise.all(logs.map((log) => log.findHead()))).toEqual([0, 0, 0, 0, 0]);
  const client = await connect((await databaseFor(directory)) ?? '');
  const { rows } = await client.query('SELECT version FROM schema_version');
  expect(rows).toEqual([{ version: MIGRATIONS.length }]);
});

test('A database of every earlier version is brought up to date, and one from the future is refused.', async () => {
  for (let version = 0; version < MIGRATIONS.length; version += 1) {
    const url = await makeDatabase();
    const client = await connect(url);
    await client.query('CREATE TABLE schema_version (version INTEGER NOT NULL)');
    for (const migration of MIGRATIONS.slice(0, version)) await client.query(migration);
    await client.query('INSERT INTO schema_version (version) VALUES ($1)', [version]);
    const log = await openPostgresLog(url);
    expect(await log.write((one) => one.append([{ id: 'a', kind: 'x', at: 1, body: {} }]))).toBe(1);
    await log.close();
    expect((await client.query('SELECT version FROM schema_version')).rows).toEqual([
      { version: MIGRATIONS.length },
    ]);
    await client.query('UPDATE schema_version SET version = version + 1');
    await expect(openPostgresLog(url)).rejects.toThrow('written by a newer version');
  }
});

test('A database that cannot hold every message is refused.', async () => {
  const url = await createDatabase("ENCODING 'LATIN1' LOCALE 'C'");
  await expect(openPostgresLog(url)).rejects.toThrow('encoding LATIN1');
});

test.each([
  [
    'a wrong password',
    async (url: URL) => {
      url.password = 'wrong_secret';
    },
    'refuses the user name or the password in DATABASE_URL',
  ],
  [
    'a database that is not there',
    async (url: URL) => {
      url.pathname = '/nowhere';
    },
    'has no database of that name',
  ],
  [
    'a port on which nobody listens',
    async (url: URL) => {
      url.port = String(await findFreePort());
    },
    'ECONNREFUSED',
  ],
])(
  'With %s the relay says so in a sentence and ends; the password is told to nobody.',
  async (_case, spoil, sentence) => {
    const url = new URL(await makeDatabase());
    const { password } = url;
    await spoil(url);
    const environment = environmentOf({ RELAY_DATA: makeTemporaryDirectory(), DATABASE_URL: url.href });
    const { code, stdout, stderr } = await runRelay(['user', 'list'], environment);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^The relay cannot open the database at 127\.0\.0\.1:\d+\/\w+: .*\.\n$/);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain(password);
    expect(stderr).not.toContain('wrong_secret');
  },
);
