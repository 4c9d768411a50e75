import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { append, createSlowDisk, makeEntry, makeLogDirectory, openTestLog } from './sqlite-log-harness.ts';

const LIMITS = { maxEvents: 10, maxBytes: 10_000 };

test('Nobody hears of an entry, reads it or moves a cursor past it before the disk has flushed it.', async () => {
  const disk = createSlowDisk();
  const log = openTestLog(makeLogDirectory(), disk.sync);
  let announced = 0;
  let isWritten = false;
  log.onAppended(() => (announced += 1));
  const written = append(log, makeEntry('a')).then(() => (isWritten = true));
  await disk.whenAsked();
  expect({ isWritten, announced, head: await log.findHead() }).toEqual({
    isWritten: false,
    announced: 0,
    head: 0,
  });
  expect(await log.readFeed(0, LIMITS)).toMatchObject({ entries: [], cursor: 0, head: 0 });
  expect(await log.readHistorySources(0, 10)).toMatchObject({ sources: [], cursor: 0 });
  disk.end();
  await written;
  expect({ announced, head: await log.findHead() }).toEqual({ announced: 1, head: 1 });
  expect((await log.readFeed(0, LIMITS)).entries).toHaveLength(1);
  disk.free();
});

test('While the disk flushes one group the next one is written, and a third waits.', async () => {
  const disk = createSlowDisk();
  const log = openTestLog(makeLogDirectory(), disk.sync);
  const begun: string[] = [];
  const work = (name: string, tell: () => void = () => undefined) =>
    log.write(async (transaction) => {
      begun.push(name);
      await transaction.append([makeEntry(name)]);
      tell();
    });
  const first = work('first');
  await disk.whenAsked();
  let second = Promise.resolve();
  await new Promise<void>((resolve) => {
    second = work('second', resolve);
  });
  const third = work('third');
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  expect(begun).toEqual(['first', 'second']);
  disk.free();
  await Promise.all([first, second, third]);
  expect(begun).toEqual(['first', 'second', 'third']);
});

test('What is answered as known already is on the disk, too.', async () => {
  const disk = createSlowDisk();
  const log = openTestLog(makeLogDirectory(), disk.sync);
  let isAnswered = false;
  const first = append(log, makeEntry('a'));
  await disk.whenAsked();
  const again = append(log, makeEntry('a')).then((count) => {
    isAnswered = true;
    return count;
  });
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  expect(isAnswered).toBe(false);
  disk.free();
  expect([await first, await again]).toEqual([1, 0]);
});

test('A disk that fails to flush is told to every writer; opened again, the log has nothing twice.', async () => {
  const directory = makeLogDirectory();
  const disk = createSlowDisk();
  const log = openTestLog(directory, disk.sync);
  const written = append(log, makeEntry('a'));
  await disk.whenAsked();
  disk.end(new Error('EIO'));
  disk.free();
  await expect(written).rejects.toMatchObject({ code: 'SQLITE_IOERR_FSYNC' });
  await expect(append(log, makeEntry('b'))).rejects.toMatchObject({ code: 'SQLITE_IOERR_FSYNC' });
  expect(await log.findHead()).toBe(0);
  await log.close();
  const again = openTestLog(directory);
  await append(again, makeEntry('a'), makeEntry('b'));
  expect((await again.readFeed(0, LIMITS)).entries).toHaveLength(2);
});

test('Closing waits for the last flush.', async () => {
  const disk = createSlowDisk();
  const log = openTestLog(makeLogDirectory(), disk.sync);
  const order: string[] = [];
  const written = append(log, makeEntry('a')).then(() => order.push('written'));
  const closed = log.close().then(() => order.push('closed'));
  await disk.whenAsked();
  expect(order).toEqual([]);
  disk.free();
  await Promise.all([written, closed]);
  expect(order).toEqual(['written', 'closed']);
});

test('What an earlier process left in the write-ahead log is written into the database itself before anything is promised.', async () => {
  const directory = makeLogDirectory();
  const log = openTestLog(directory);
  await append(log, makeEntry('a'), makeEntry('b'));
  const killed = makeLogDirectory();
  for (const name of ['relay.db', 'relay.db-wal'])
    copyFileSync(path.join(directory, name), path.join(killed, name));
  const restarted = openTestLog(killed);
  // Had the pages of the old write-ahead log been lost, although every flush since then was fine:
  const bare = makeLogDirectory();
  copyFileSync(path.join(killed, 'relay.db'), path.join(bare, 'relay.db'));
  expect((await openTestLog(bare).readFeed(0, LIMITS)).entries).toHaveLength(2);
  expect((await restarted.readFeed(0, LIMITS)).entries).toHaveLength(2);
});
