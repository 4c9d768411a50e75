import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createFlusher } from '../../../../../relay/log/sqlite/flusher.ts';
import { createSlowDisk, makeLogDirectory } from './sqlite-log-harness.ts';

test('Who comes while a flush runs waits for the next one, which all of them share.', async () => {
  const disk = createSlowDisk();
  const flusher = openTestFlusher(disk.sync);
  const done: string[] = [];
  const flush = (name: string) => flusher.flush().then(() => done.push(name));
  const first = flush('first');
  const others = [flush('second'), flush('third')];
  expect(disk.countFlushes()).toBe(1);
  disk.end();
  await first;
  expect(done).toEqual(['first']);
  await disk.whenAsked();
  expect(disk.countFlushes()).toBe(2);
  disk.end();
  await Promise.all(others);
  expect(done).toEqual(['first', 'second', 'third']);
  expect(disk.countFlushes()).toBe(2);
});

test('After a flush that failed nothing is promised any more, even if the disk says that it is well again.', async () => {
  const disk = createSlowDisk();
  const flusher = openTestFlusher(disk.sync);
  const first = flusher.flush();
  disk.end(new Error('EIO'));
  await expect(first).rejects.toMatchObject({ code: 'SQLITE_IOERR_FSYNC' });
  disk.free();
  await expect(flusher.flush()).rejects.toThrow('start the relay again');
  expect(disk.countFlushes()).toBe(1);
});

test('A flush of a real file resolves.', async () => {
  const flusher = openTestFlusher();
  await expect(Promise.all([flusher.flush(), flusher.flush()])).resolves.toHaveLength(2);
  await expect(flusher.flush()).resolves.toBeUndefined();
});

function openTestFlusher(sync?: () => Promise<void>) {
  const file = path.join(makeLogDirectory(), 'wal');
  closeSync(openSync(file, 'w'));
  const flusher = sync === undefined ? createFlusher(file) : createFlusher(file, sync);
  onTestFinished(() => flusher.close());
  return flusher;
}
