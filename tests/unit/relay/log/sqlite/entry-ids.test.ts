import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { conversationIdSchema } from '../../../../../shared/domain/ids.ts';
import type { RelayLog } from '../../../../../relay/log/relay-log.ts';
import { append, makeEntry, makeLogDirectory, openTestLog } from './sqlite-log-harness.ts';

/** More than are kept in memory before the first of them go into the table. */
const MANY = 40_000;
const PER_COMMIT = 500;

test('An entry is known at once, after thousands of others, and after the log was opened again.', async () => {
  const directory = makeLogDirectory();
  const log = openTestLog(directory);
  const ids = makeIds(MANY);
  for (let first = 0; first < MANY; first += PER_COMMIT) {
    expect(await append(log, ...ids.slice(first, first + PER_COMMIT).map((id) => makeEntry(id)))).toBe(
      PER_COMMIT,
    );
  }
  expect(countInTable(directory)).toBeGreaterThan(MANY / 2);
  expect(await countKnown(log, [...ids, 'never'])).toBe(MANY);
  expect(await append(log, ...ids.map((id) => makeEntry(id)))).toBe(0);
  await log.close();
  const again = openTestLog(directory);
  expect(await append(again, ...ids.map((id) => makeEntry(id)), makeEntry('new'))).toBe(1);
});

test('A burst in one commit is folded away before the memory holds several times what it should.', async () => {
  const directory = makeLogDirectory();
  const log = openTestLog(directory);
  await append(log, ...makeIds(MANY).map((id) => makeEntry(id)));
  await append(log, makeEntry('next'));
  expect(countInTable(directory)).toBe(MANY);
  expect(await append(log, makeEntry('id-7'), makeEntry('next'))).toBe(0);
});

test('What one commit holds twice enters once.', async () => {
  const log = openTestLog();
  expect(await append(log, makeEntry('a'), makeEntry('a'))).toBe(1);
  const two = await Promise.all([append(log, makeEntry('b')), append(log, makeEntry('b'))]);
  expect(two.toSorted()).toEqual([0, 1]);
});

test('An entry whose work was undone is not known, and may come again.', async () => {
  const log = openTestLog();
  await append(log, makeEntry('first'));
  const undone = log.write(async (transaction) => {
    await transaction.append([makeEntry('a')]);
    throw new Error('no');
  });
  await expect(undone).rejects.toThrow('no');
  expect(await countKnown(log, ['a'])).toBe(0);
  expect(await append(log, makeEntry('b'), makeEntry('a'))).toBe(2);
});

test('An entry that was undone does not reach the table either.', async () => {
  const directory = makeLogDirectory();
  const log = openTestLog(directory);
  const undone = log.write(async (transaction) => {
    await transaction.append([makeEntry('undone')]);
    throw new Error('no');
  });
  await expect(undone).rejects.toThrow('no');
  for (const part of [0, 1, 2, 3]) {
    await append(log, ...makeIds(MANY / 4, part * MANY).map((id) => makeEntry(id)));
  }
  await append(log, makeEntry('last'));
  expect(await countKnown(log, ['undone'])).toBe(0);
  expect(await append(log, makeEntry('undone'))).toBe(1);
});

test('What another process appended is known, too.', async () => {
  const directory = makeLogDirectory();
  const [one, other] = [openTestLog(directory), openTestLog(directory)];
  for (let round = 0; round < 20; round += 1) {
    expect(await append(one, makeEntry(`round ${round}`))).toBe(1);
    expect(await append(other, makeEntry(`round ${round}`), makeEntry(`other ${round}`))).toBe(1);
    expect(await append(one, makeEntry(`other ${round}`))).toBe(0);
  }
});

test('An entry that was deleted may come again.', async () => {
  const directory = makeLogDirectory();
  const log = openTestLog(directory);
  const ids = makeIds(MANY);
  await append(log, ...ids.map((id) => makeEntry(id)));
  await append(log, makeEntry('young'));
  const database = new Database(path.join(directory, 'relay.db'));
  database.prepare("DELETE FROM events WHERE id IN ('id-3', 'young')").run();
  database.close();
  expect(await append(log, makeEntry('id-3'), makeEntry('young'), makeEntry('id-4'))).toBe(2);
});

test('The conversation of an entry is found by its id, whether it is young or old.', async () => {
  const log = openTestLog();
  const conversationId = conversationIdSchema.parse('c1');
  await append(log, makeEntry('old', { conversationId }), ...makeIds(MANY).map((id) => makeEntry(id)));
  await append(log, makeEntry('young', { conversationId }), makeEntry('without'));
  const found = await log.write((transaction) =>
    transaction.findConversationsOfEntries(['old', 'young', 'without', 'never']),
  );
  expect(found).toEqual(
    new Map([
      ['old', conversationId],
      ['young', conversationId],
    ]),
  );
});

function makeIds(count: number, first = 0): readonly string[] {
  return Array.from({ length: count }, (_, index) => `id-${first + index}`);
}

async function countKnown(log: RelayLog, ids: readonly string[]): Promise<number> {
  return (await log.write((transaction) => transaction.findEntryIds(ids))).size;
}

function countInTable(directory: string): number {
  const database = new Database(path.join(directory, 'relay.db'), { readonly: true });
  const count = database.prepare<[], number>('SELECT count(*) FROM entry_ids').pluck().get();
  database.close();
  return count ?? 0;
}
