import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { LogReader, LogTransaction, RelayLog } from '../relay-log.ts';
import { createApiKeyReader, createApiKeyWriter } from './api-keys.ts';
import { createDeviceReader, createDeviceWriter } from './devices.ts';
import { createEntryIds } from './entry-ids.ts';
import { createEntryReader, createEntryWriter } from './entries.ts';
import { createFaultFinder } from './find-faults.ts';
import { createFeedReader } from './feed.ts';
import { createHistoryReader } from './histories.ts';
import { createIdentityReader, createIdentityWriter } from './identity.ts';
import { createMediaReader, createMediaWriter } from './media.ts';
import { type Sync, createFlusher } from './flusher.ts';
import { createHookReader, createHookWriter } from './hooks.ts';
import { openDatabase, openReader } from './open-database.ts';
import { createDueReader, createOutboundReader, createOutboundWriter } from './outbound.ts';
import { createPeopleReader, createPeopleWriter } from './people.ts';
import { rememberPeople } from './recent-people.ts';
import { createReachReader, createReachWriter } from './reach.ts';
import { createRetentionWriter } from './retention.ts';
import { createSecretReader, createSecretWriter } from './secrets.ts';
import { createRecordReader, createRecordWriter } from './records.ts';
import { createSpaceKeeper } from './space.ts';
import { MIGRATIONS } from './schema.ts';
import { createWriteQueue } from './write-queue.ts';

/** How often we look whether another process (the command line) wrote. */
const WATCH_MS = 1_000;

/** The log in one file in `directory`. Throws AppError when the file comes from a newer version. */
export function openSqliteLog(directory: string, options: { readonly sync?: Sync } = {}): RelayLog {
  const { database, walFile } = openDatabase(directory);
  const reader = openReader(directory);
  const flusher = createFlusher(walFile, options.sync);
  const newest = database.prepare<[], number | null>('SELECT max(seq) FROM events').pluck();
  const findNewest = () => newest.get() ?? 0;
  /** The last entry that survives the loss of power. Nobody reads further: a cursor that was given must stay good. */
  let keptHead = findNewest();
  const listeners = new Set<() => void>();
  const announce = () => listeners.forEach((listener) => listener());
  /** Resolves when what is committed survives the loss of power. */
  async function keep(): Promise<void> {
    const committed = findNewest();
    await flusher.flush();
    keptHead = Math.max(keptHead, committed);
  }

  let hasAppended = false;
  const findKept = () => keptHead;
  const writer = createWriter(database, findKept);
  const transaction: LogTransaction = {
    ...writer.transaction,
    async append(entries) {
      const appended = await writer.transaction.append(entries);
      hasAppended ||= appended > 0;
      return appended;
    },
  };
  const queue = createWriteQueue(database, transaction, {
    ...writer.happenings,
    async onCommitted() {
      const hasNews = hasAppended;
      hasAppended = false;
      await keep();
      if (hasNews) announce();
    },
  });
  const watch = watchOthers(database, () => {
    // A disk that fails is told to those who write.
    keep().then(announce, () => undefined);
  });
  const feed = createFeedReader(reader, findKept);
  const findNextDueAt = createDueReader(reader);
  const findFaults = createFaultFinder(reader);
  const space = createSpaceKeeper(database);
  const countEntries = reader.prepare<[], { kind: string; count: number }>(
    'SELECT kind, count(*) AS count FROM events GROUP BY kind ORDER BY kind',
  );
  return {
    ...createReader(reader, findKept),
    write: (work) => queue.write(work),
    // The same version again, but a page is written and flushed.
    probe: () => queue.write(async () => void database.pragma(`user_version = ${MIGRATIONS.length}`)),
    readFeed: async (after, limits) => feed.readPage(after, limits),
    readConversations: async (ids, range, limits) => feed.readConversations(ids, range, limits),
    findAccessVersion: async () => feed.findAccessVersion(),
    findHead: async () => keptHead,
    findNextDueAt: async () => findNextDueAt(),
    countEntries: async () => countEntries.all(),
    measureSpace: async () => space.measure(),
    giveBackSpace: () => queue.write(async () => space.giveBack()),
    findFaults: async () => findFaults(),
    onAppended(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    // No other relay has this file open.
    callOut: async () => {},
    onCalled: () => () => {},
    async close() {
      clearInterval(watch);
      await queue.close();
      // After what the watch may have begun.
      await flusher.flush().catch(() => undefined);
      flusher.close();
      reader.close();
      database.close();
    },
  };
}

function createReader(database: Database, findHead: () => number): LogReader {
  return {
    ...createEntryReader(database),
    ...createPeopleReader(database),
    ...createOutboundReader(database),
    ...createDeviceReader(database),
    ...createReachReader(database),
    ...createSecretReader(database),
    ...createMediaReader(database),
    ...createIdentityReader(database),
    ...createApiKeyReader(database),
    ...createHistoryReader(database, findHead),
    ...createHookReader(database),
    ...createRecordReader(database),
  };
}

/** The one that writes, and what it remembers from one transaction to the next. */
function createWriter(database: Database, findHead: () => number) {
  const ids = createEntryIds(database);
  const log = {
    ...createReader(database, findHead),
    ...createEntryWriter(database, ids),
    ...createPeopleWriter(database),
    ...createOutboundWriter(database, randomUUID()),
    ...createDeviceWriter(database),
    ...createReachWriter(database),
    ...createRetentionWriter(database, ids),
    ...createSecretWriter(database),
    ...createMediaWriter(database),
    ...createIdentityWriter(database),
    ...createApiKeyWriter(database),
    ...createHookWriter(database),
    ...createRecordWriter(database),
  };
  const { forget: forgetPeople, ...people } = rememberPeople(log);
  const transaction: LogTransaction = { ...log, ...people };
  const forget = () => {
    forgetPeople();
    ids.forget();
  };
  const hasOtherWritten = createOtherWriterCheck(database);
  return {
    transaction,
    happenings: {
      onBegun() {
        // The lock is ours now: whoever wrote has written.
        if (hasOtherWritten()) forget();
        ids.fold();
      },
      onPieceUndone: forgetPeople,
      onRolledBack: forget,
    },
  };
}

function watchOthers(database: Database, onChange: () => void): NodeJS.Timeout {
  const hasOtherWritten = createOtherWriterCheck(database);
  const watch = setInterval(() => {
    if (hasOtherWritten()) onChange();
  }, WATCH_MS);
  return watch.unref();
}

/** SQLite's `data_version` changes when another connection writes: here, only another process does. */
function createOtherWriterCheck(database: Database): () => boolean {
  const version = database.prepare<[], number>('PRAGMA data_version').pluck();
  let known = version.get();
  return () => {
    const present = version.get();
    const isNew = present !== known;
    known = present;
    return isNew;
  };
}
