import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { openSqliteLog } from '../../../../../relay/log/sqlite/open-sqlite-log.ts';
import type { NewEntry, RelayLog } from '../../../../../relay/log/relay-log.ts';

export function makeLogDirectory(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'relay-log-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Closed at the end of the test, also if the test has closed it already. */
export function openTestLog(directory = makeLogDirectory()): RelayLog {
  const log = openSqliteLog(directory);
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
