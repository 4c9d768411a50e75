import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type Database, startDatabase } from '../../../../main/db/client.ts';
import { createLog } from '../../../../main/log.ts';
import { startRelaySession } from '../../../../main/sync/relay-session.ts';
import { PROTOCOL_VERSION, type ClientFrame, type RelayFrame } from '../../../../shared/protocol/frames.ts';
import type { RawEvent } from '../../../../shared/protocol/events.ts';
import { NOW, USER, conversationId, receivedEntry, setUpEntries } from '../db/crash-story.ts';

/* A real database in its thread behind a session; this test is the relay. */

const workerUrl = new URL('../../../../main/db/db.worker.ts', import.meta.url);
const FIRST_SEQ = 11;
const BATCH = 20;
const BATCHES = 10;
const LAST_SEQ = FIRST_SEQ + BATCH * BATCHES - 1;

async function open(path: string): Promise<Database> {
  const db = await startDatabase({ path, key: 'a1'.repeat(32), workerUrl });
  onTestFinished(() => db.close());
  await db.setUser(USER);
  return db;
}

async function createDesktop() {
  const folder = mkdtempSync(join(tmpdir(), 'merged-batches-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'cache.db');
  const db = await open(path);
  await db.applyBatch({ events: setUpEntries(), cursor: FIRST_SEQ - 1, now: NOW, myUserId: USER.id });
  return { path, db };
}

/** A session whose relay sends everything after the cursor at once, as a relay does to a desktop that is slow to commit. */
function connect(db: Database, events: readonly RawEvent[], beforeApply?: (done: number) => Promise<void>) {
  const applied: number[] = [];
  const heard: ClientFrame[] = [];
  const say = (handle: (frame: RelayFrame) => void, cursor: number) => {
    const { serverTime, relayVersion } = { serverTime: NOW, relayVersion: '1' };
    handle({
      type: 'welcome',
      protocol: PROTOCOL_VERSION,
      head: LAST_SEQ,
      serverTime,
      relayVersion,
      user: USER,
    });
    for (let from = cursor + 1; from <= LAST_SEQ; from += BATCH) {
      const of = events.filter(({ seq }) => seq >= from && seq < from + BATCH);
      handle({ type: 'batch', events: of, cursor: Math.min(LAST_SEQ, from + BATCH - 1), head: LAST_SEQ });
    }
  };
  const session = startRelaySession({
    openSocket({ onOpen, onFrame, onEnd }) {
      queueMicrotask(onOpen);
      return {
        send(frame) {
          heard.push(frame);
          if (frame.type === 'hello') say(onFrame, frame.cursor);
        },
        close: () => onEnd({ kind: 'broken', reason: 'Closed by this app.' }),
      };
    },
    app: { version: '0.1.0', updatesItself: true },
    getCursor: () => db.getCursor(),
    async apply({ events: given, cursor }) {
      await beforeApply?.(applied.length);
      const result = await db.applyBatch({ events: [...given], cursor, now: NOW, myUserId: USER.id });
      applied.push(given.length);
      return result;
    },
    onApplied: () => undefined,
    onUser: async () => undefined,
    onRevoked: () => undefined,
    isSameLog: async () => true,
    forgetLog: async () => undefined,
    onConnection: () => undefined,
    random: () => 1,
    now: () => NOW,
    log: createLog('sync', () => undefined),
  });
  onTestFinished(() => session.stop());
  const untilOnline = () => vi.waitFor(() => expect(session.connection().state).toBe('online'), 10_000);
  return { session, applied, heard, untilOnline };
}

const ALL = Array.from({ length: BATCH * BATCHES }, (_unused, index) => receivedEntry(FIRST_SEQ + index));

async function listSeqs(db: Database): Promise<readonly number[]> {
  const { messages } = await db.listMessages({ conversationId, limit: 500 });
  return messages.flatMap(({ content }) =>
    content.type === 'text' ? [Number(content.text.replace('Inbound number ', ''))] : [],
  );
}

const seqs = (events: readonly RawEvent[]) => events.map(({ seq }) => seq).toSorted((a, b) => a - b);
const sorted = async (db: Database) => (await listSeqs(db)).toSorted((a, b) => a - b);

test('What waits while a batch is applied becomes one transaction, with the place of its last entry.', async () => {
  const { db } = await createDesktop();
  const { applied, heard, untilOnline } = connect(db, ALL);
  await untilOnline();
  expect(applied).toEqual([BATCH, BATCH * (BATCHES - 1)]);
  expect(await db.getCursor()).toBe(LAST_SEQ);
  expect(heard.slice(1)).toEqual([
    { type: 'ack', cursor: FIRST_SEQ + BATCH - 1 },
    { type: 'ack', cursor: LAST_SEQ },
  ]);
  expect(await sorted(db)).toEqual(seqs(ALL));
});

test('Merged or one by one, the same messages stand in the same order.', async () => {
  const merged = await createDesktop();
  await connect(merged.db, ALL).untilOnline();
  const single = await createDesktop();
  for (const event of ALL)
    await single.db.applyBatch({ events: [event], cursor: event.seq, now: NOW, myUserId: USER.id });
  expect(await listSeqs(merged.db)).toEqual(await listSeqs(single.db));
});

test('Entries that cannot be used are kept aside; what was merged with them is there, and the place moves on.', async () => {
  const { db } = await createDesktop();
  const [malformed, refused] = [FIRST_SEQ + 5 * BATCH + 3, FIRST_SEQ + 7 * BATCH];
  const spoil = (event: RawEvent) => {
    const body = { ...Object(event.body) };
    if (event.seq === malformed) return { ...event, body: { ...body, at: 'yesterday' } };
    // It can be read; what the database refuses is a second message with the id that Meta gave to another.
    if (event.seq === refused) return { ...event, body: { ...body, wamid: `wamid.in-${FIRST_SEQ}` } };
    return event;
  };
  await connect(db, ALL.map(spoil)).untilOnline();
  expect(await sorted(db)).toEqual(seqs(ALL).filter((seq) => seq !== malformed && seq !== refused));
  expect(await db.getCursor()).toBe(LAST_SEQ);
});

test('A desktop that dies before the merged batches are committed asks for all of them again, and has each once.', async () => {
  const { path, db } = await createDesktop();
  const first = connect(db, ALL, async (done) => {
    if (done === 1) await db.close();
  });
  await vi.waitFor(() => expect(first.session.connection().state).toBe('offline'), 10_000);
  await first.session.stop();
  expect(first.heard.at(-1)).toEqual({ type: 'ack', cursor: FIRST_SEQ + BATCH - 1 });

  const again = await open(path);
  const second = connect(again, ALL);
  await second.untilOnline();
  expect(second.heard[0]).toMatchObject({ type: 'hello', cursor: FIRST_SEQ + BATCH - 1 });
  expect(await sorted(again)).toEqual(seqs(ALL));
});
