import { statSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { rewriteLog } from '../../../../../relay/upkeep/rewrite-log.ts';
import type { RelayLog } from '../../../../../relay/log/relay-log.ts';
import { append, makeEntry, makeLogDirectory, openTestLog } from './sqlite-log-harness.ts';

const COUNT = 4_000;
const words = 'A kilobyte of words. '.repeat(50);

async function fill(log: RelayLog): Promise<void> {
  const entries = Array.from({ length: COUNT }, (_, index) =>
    makeEntry(`received:m${index}`, { at: index, body: { words } }),
  );
  await append(log, ...entries);
}

async function remove(log: RelayLog, before: number): Promise<void> {
  for (;;) {
    const { removed } = await log.write((transaction) => transaction.removeHistory(before, 200));
    if (removed === 0) return;
  }
}

test('What retention frees is given back while the log is in use, all but a tenth of the file.', async () => {
  const directory = makeLogDirectory();
  const log = openTestLog(directory);
  await fill(log);
  const full = await log.measureSpace();
  await remove(log, COUNT * 0.75);
  expect((await log.measureSpace()).freeBytes).toBeGreaterThan(full.bytes / 2);
  while (await log.giveBackSpace()) await append(log, makeEntry(`received:${Math.random()}`, { at: COUNT }));
  const { bytes, freeBytes } = await log.measureSpace();
  expect(bytes).toBeLessThan(full.bytes / 2);
  expect(freeBytes).toBeLessThan(bytes * 0.15);
  expect(await log.findFaults()).toEqual([]);
  await log.close();
  expect(statSync(path.join(directory, 'relay.db')).size).toBeLessThan(full.bytes / 2);
});

test('A file that was not made for it is rewritten once, and from then on gives space back by itself.', async () => {
  const directory = makeLogDirectory();
  const old = new Database(path.join(directory, 'relay.db'));
  old.exec('CREATE TABLE before_all (x); DROP TABLE before_all');
  old.close();
  const log = openTestLog(directory);
  await fill(log);
  await remove(log, COUNT / 2);
  expect(await log.giveBackSpace()).toBe(false);
  await log.close();
  const { before, after } = rewriteLog(directory);
  expect(after).toBeLessThan(before * 0.6);
  const again = openTestLog(directory);
  await remove(again, COUNT);
  expect(await again.giveBackSpace()).toBe(true);
  expect(await again.findFaults()).toEqual([]);
});
