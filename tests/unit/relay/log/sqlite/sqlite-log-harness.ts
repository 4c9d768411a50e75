import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Sync } from '../../../../../relay/log/sqlite/flusher.ts';
import { openSqliteLog } from '../../../../../relay/log/sqlite/open-sqlite-log.ts';
import type { NewEntry, RelayLog } from '../../../../../relay/log/relay-log.ts';

export function makeLogDirectory(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'relay-log-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Closed at the end of the test, also if the test has closed it already. */
export function openTestLog(directory = makeLogDirectory(), sync?: Sync): RelayLog {
  const log = openSqliteLog(directory, sync === undefined ? {} : { sync });
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= log.close());
  onTestFinished(close);
  return { ...log, close };
}

export function makeEntry(id: string, more: Partial<NewEntry> = {}): NewEntry {
  return { id, kind: 'message.received', at: 1, body: {}, ...more };
}

/** Answers how many entered. */
export function append(log: RelayLog, ...entries: readonly NewEntry[]): Promise<number> {
  return log.write((transaction) => transaction.append(entries));
}

/** A disk that flushes when it is told to; counts how often it was asked. */
export function createSlowDisk() {
  const waiting: ((error?: Error) => void)[] = [];
  const asked: (() => void)[] = [];
  let isFree = false;
  let count = 0;
  return {
    sync: (): Promise<void> =>
      new Promise((resolve, reject) => {
        count += 1;
        waiting.push((error) => (error === undefined ? resolve() : reject(error)));
        asked.splice(0).forEach((tell) => tell());
        if (isFree) waiting.splice(0).forEach((end) => end());
      }),
    countFlushes: () => count,
    /** Resolves when a flush is under way. */
    whenAsked: () =>
      waiting.length > 0 ? Promise.resolve() : new Promise<void>((resolve) => asked.push(resolve)),
    /** Ends the flush under way. */
    end: (error?: Error) => waiting.shift()?.(error),
    /** From now on every flush ends at once. */
    free() {
      isFree = true;
      waiting.splice(0).forEach((end) => end());
    },
  };
}
