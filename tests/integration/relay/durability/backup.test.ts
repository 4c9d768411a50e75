import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { createRandom } from '../../../../simulator/random.ts';
import { type Desktop, enrolWith, makeTemporaryDirectory, readFeed } from '../relay-harness.ts';
import { createCode, environmentOf, findFreePort, runRelay, startRelayProcess } from '../relay-process.ts';
import { createMetaLoad } from './meta-load.ts';

/** A relay with a desktop, and webhooks that do not stop coming. */
async function startBusyRelay() {
  const dataDirectory = makeTemporaryDirectory();
  const code = await createCode(dataDirectory);
  const port = await findFreePort();
  const relay = await startRelayProcess(port, { RELAY_DATA: dataDirectory });
  const alex = await enrolWith(relay.url, code);
  const load = createMetaLoad(relay.url, createRandom(3), 'backup');
  onTestFinished(() => load.close());
  load.start(4);
  await load.whenAnswered(100);
  return { dataDirectory, port, relay, alex, load };
}

const run = (dataDirectory: string, ...words: readonly string[]) =>
  runRelay(words, environmentOf({ RELAY_DATA: dataDirectory }));

async function backUp(dataDirectory: string, into: string): Promise<string> {
  const { code, stdout, stderr } = await run(dataDirectory, 'backup', into);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.split('\n')[0] ?? '';
}

async function listReceived(desktop: Desktop): Promise<readonly string[]> {
  const events = await readFeed(desktop);
  return events.filter((event) => event.kind === 'message.received').map((event) => event.id);
}

test('A backup under load is whole and sound, has everything acknowledged before it, and takes the place of the data.', async () => {
  const { dataDirectory, port, relay, alex, load } = await startBusyRelay();
  const into = makeTemporaryDirectory();
  mkdirSync(path.join(dataDirectory, 'media/ab'), { recursive: true });
  writeFileSync(path.join(dataDirectory, 'media/ab/0198c5a0-0000-7000-8000-0000000000ab'), 'a CV');
  writeFileSync(path.join(dataDirectory, 'media/ab/0198c5a0-0000-7000-8000-0000000000ac.part'), 'half a CV');
  writeFileSync(path.join(dataDirectory, 'secret.key'), 'the key');
  const before = new Set(load.acknowledged);
  const backup = await backUp(dataDirectory, into);
  await load.whenAnswered(20);
  expect(await run(dataDirectory, 'check')).toMatchObject({ code: 0, stderr: '' });
  expect(readdirSync(into)).toEqual([path.basename(backup)]);
  expect(readdirSync(backup).sort()).toEqual(['backup.json', 'media', 'relay.db']);
  expect(readdirSync(path.join(backup, 'media/ab'))).toEqual(['0198c5a0-0000-7000-8000-0000000000ab']);

  const refused = await run(dataDirectory, 'restore', backup, '--replace');
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('Stop it first') as string });
  await load.stop();
  expect(await relay.terminate()).toBe(0);
  const kept = await run(dataDirectory, 'restore', backup);
  expect(kept).toMatchObject({ code: 1, stderr: expect.stringContaining('--replace') as string });
  const restored = await run(dataDirectory, 'restore', backup, '--replace');
  expect(restored).toMatchObject({ code: 0, stderr: '' });
  expect(restored.stdout).toContain('What was there before is in ');
  expect(readFileSync(path.join(dataDirectory, 'secret.key'), 'utf8')).toBe('the key');
  expect(
    readFileSync(path.join(dataDirectory, 'media/ab/0198c5a0-0000-7000-8000-0000000000ab'), 'utf8'),
  ).toBe('a CV');

  const again = await startRelayProcess(port, { RELAY_DATA: dataDirectory });
  const received = await listReceived(alex);
  expect([...before].filter((id) => !received.includes(id))).toEqual([]);
  expect(new Set(received).size).toBe(received.length);
  // Meta still has what came after the backup for a while: nothing stands in the way of it.
  await load.settle();
  expect(await again.terminate()).toBe(0);
  expect(await run(dataDirectory, 'check')).toMatchObject({ code: 0, stderr: '' });
});

test('A restore into an empty folder needs no permission, and the folder of a backup is for its owner only.', async () => {
  const { dataDirectory, relay, load, alex } = await startBusyRelay();
  const backup = await backUp(dataDirectory, makeTemporaryDirectory());
  await load.stop();
  await relay.terminate();
  expect(statSync(backup).mode & 0o077).toBe(0);
  const elsewhere = makeTemporaryDirectory();
  expect(await run(elsewhere, 'restore', backup)).toMatchObject({ code: 0, stderr: '' });
  const port = await findFreePort();
  await startRelayProcess(port, { RELAY_DATA: elsewhere });
  const moved = await fetch(`http://127.0.0.1:${port}/v1/me`, {
    headers: { authorization: `Bearer ${alex.token}` },
  });
  expect(moved.status).toBe(200);
});

test('A restore that was interrupted keeps the relay from starting with half of the data, until it is run again.', async () => {
  const { dataDirectory, port, relay, load } = await startBusyRelay();
  const backup = await backUp(dataDirectory, makeTemporaryDirectory());
  await load.stop();
  await relay.terminate();
  // As after a kill between the renames: the log is aside, the new one not in place, the files still there.
  mkdirSync(path.join(dataDirectory, 'restore.partial'));
  mkdirSync(path.join(dataDirectory, 'media/cd'), { recursive: true });
  for (const name of readdirSync(dataDirectory)) {
    if (name.startsWith('relay.db')) rmSync(path.join(dataDirectory, name));
  }
  await expect(startRelayProcess(port, { RELAY_DATA: dataDirectory })).rejects.toThrow('Run it again');
  expect(await run(dataDirectory, 'user', 'list')).toMatchObject({ code: 1 });
  expect(await run(dataDirectory, 'restore', backup)).toMatchObject({ code: 0, stderr: '' });
  const again = await startRelayProcess(port, { RELAY_DATA: dataDirectory });
  expect(await again.terminate()).toBe(0);
});

test('What is no backup, and a damaged one, change nothing.', async () => {
  const { dataDirectory, relay, load } = await startBusyRelay();
  const backup = await backUp(dataDirectory, makeTemporaryDirectory());
  await load.stop();
  await relay.terminate();
  const before = readdirSync(dataDirectory);
  expect(await run(dataDirectory, 'restore', makeTemporaryDirectory(), '--replace')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('is not a backup of a relay') as string,
  });
  const file = path.join(backup, 'relay.db');
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0x5a, 40_000, 90_000));
  expect((await run(dataDirectory, 'restore', backup, '--replace')).code).not.toBe(0);
  expect(readdirSync(dataDirectory)).toEqual(before);
});

test('A second relay on the same data is refused, and the place is free again after a kill.', async () => {
  const dataDirectory = makeTemporaryDirectory();
  const first = await startRelayProcess(await findFreePort(), { RELAY_DATA: dataDirectory });
  const port = await findFreePort();
  await expect(startRelayProcess(port, { RELAY_DATA: dataDirectory })).rejects.toThrow('A relay is running');
  await first.kill();
  const third = await startRelayProcess(port, { RELAY_DATA: dataDirectory });
  expect(await third.terminate()).toBe(0);
});

test.each([
  [
    'a message that is twice in the log',
    "INSERT INTO events (id, kind, at, body) SELECT id, kind, at, body FROM events WHERE kind = 'message.received' LIMIT 1",
    'facts are in the log more than once',
  ],
  [
    'a conversation without its entry',
    "DELETE FROM events WHERE rowid IN (SELECT rowid FROM events WHERE kind = 'conversation.changed' LIMIT 1)",
    'conversations are in the index and not in the log',
  ],
  ['a desktop of nobody', "UPDATE devices SET user_id = 'gone'", 'desktops belong to no user'],
  ['an identity of nobody', "UPDATE identities SET person_key = 'gone'", 'identities belong to nobody'],
  [
    'numbers that would be given again',
    'UPDATE sqlite_sequence SET seq = 1',
    'entries have a number that may be given again',
  ],
])('The check finds %s.', async (_case, sql, sentence) => {
  const { dataDirectory, relay, load } = await startBusyRelay();
  await load.stop();
  await relay.terminate();
  const database = new Database(path.join(dataDirectory, 'relay.db'));
  database.exec(sql);
  database.close();
  const { code, stderr } = await run(dataDirectory, 'check');
  expect(code).toBe(1);
  expect(stderr).toContain(sentence);
});

test('With the log in PostgreSQL, the commands for files say what to use instead.', async () => {
  const environment = environmentOf({ DATABASE_URL: 'postgres://localhost/relay' });
  for (const [words, advice] of [
    [['backup', makeTemporaryDirectory()], 'pg_dump'],
    [['restore', makeTemporaryDirectory()], 'pg_restore'],
  ] as const) {
    const { code, stderr } = await runRelay(words, environment);
    expect(code).toBe(2);
    expect(stderr).toContain(advice);
  }
});
