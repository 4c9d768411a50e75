import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { LogReader, LogTransaction, RelayLog } from '../relay-log.ts';
import { createApiKeyReader, createApiKeyWriter } from './api-keys.ts';
import { createDeviceReader, createDeviceWriter } from './devices.ts';
import { createEntryReader, createEntryWriter, createFeedReader } from './entries.ts';
import { openDatabase, openReader } from './open-database.ts';
import { createDueReader, createOutboundReader, createOutboundWriter } from './outbound.ts';
import { createPeopleReader, createPeopleWriter } from './people.ts';
import { createSecretReader, createSecretWriter } from './secrets.ts';
import { createRecordReader, createRecordWriter } from './records.ts';
import { createWriteQueue } from './write-queue.ts';

/** How often we look whether another process (the command line) wrote. */
const WATCH_MS = 1_000;

/** The log in one file in `directory`. Throws AppError when the file comes from a newer version. */
export function openSqliteLog(directory: string): RelayLog {
  const database = openDatabase(directory);
  const reader = openReader(directory);
  const listeners = new Set<() => void>();
  const announce = () => listeners.forEach((listener) => listener());
  let hasAppended = false;
  const writer = createTransaction(database);
  const transaction: LogTransaction = {
    ...writer,
    async append(entries) {
      const appended = await writer.append(entries);
      hasAppended ||= appended > 0;
      return appended;
    },
  };
  const queue = createWriteQueue(database, transaction, () => {
    if (hasAppended) announce();
    hasAppended = false;
  });
  const watch = watchOthers(database, announce);
  const feed = createFeedReader(reader);
  const findNextDueAt = createDueReader(reader);
  const countEntries = reader.prepare<[], { kind: string; count: number }>(
    'SELECT kind, count(*) AS count FROM events GROUP BY kind ORDER BY kind',
  );
  return {
    ...createReader(reader),
    write: (work) => queue.write(work),
    readFeed: async (after, limits) => feed.readPage(after, limits),
    findHead: async () => feed.findHead(),
    findNextDueAt: async () => findNextDueAt(),
    countEntries: async () => countEntries.all(),
    onAppended(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      clearInterval(watch);
      await queue.close();
      reader.close();
      database.close();
    },
  };
}

function createReader(database: Database): LogReader {
  return {
    ...createEntryReader(database),
    ...createPeopleReader(database),
    ...createOutboundReader(database),
    ...createDeviceReader(database),
    ...createSecretReader(database),
    ...createApiKeyReader(database),
    ...createRecordReader(database),
  };
}

function createTransaction(database: Database): LogTransaction {
  return {
    ...createReader(database),
    ...createEntryWriter(database),
    ...createPeopleWriter(database),
    ...createOutboundWriter(database, randomUUID()),
    ...createDeviceWriter(database),
    ...createSecretWriter(database),
    ...createApiKeyWriter(database),
    ...createRecordWriter(database),
  };
}

/** SQLite's `data_version` changes when another connection writes: here, only another process does. */
function watchOthers(database: Database, onChange: () => void): NodeJS.Timeout {
  const read = () => database.pragma('data_version', { simple: true });
  let known = read();
  const watch = setInterval(() => {
    const version = read();
    if (version === known) return;
    known = version;
    onChange();
  }, WATCH_MS);
  return watch.unref();
}
