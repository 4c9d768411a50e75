import { expect, test } from 'vitest';
import type { NewEntry, RelayLog } from '../../../../relay/log/relay-log.ts';
import type { RawEvent } from '../../../../shared/protocol/events.ts';
import { envelope, inbound } from '../meta-payloads.ts';
import {
  enrolDesktop,
  makeTemporaryDirectory,
  openTestLog,
  postWebhook,
  readFeed,
  startTestRelay,
} from '../relay-harness.ts';
import { cutConnections } from '../test-database.ts';

const WRITERS = 4;
const PIECES = 40;

/** Every third piece changes a state that all writers change; every seventh gives up after it has written. */
async function writePiece(log: RelayLog, writer: number, piece: number): Promise<void> {
  const entries: NewEntry[] = Array.from({ length: 1 + (piece % 5) }, (_, index) => ({
    id: `e:${writer}:${piece}:${index}`,
    kind: 'test.happened',
    at: 1,
    body: { writer, piece },
  }));
  if (piece % 3 === 0) {
    const key = `state:${piece % 4}`;
    entries.push({ id: key, kind: 'test.changed', at: 1, body: { writer, piece }, compactionKey: key });
  }
  const work = log.write(async (transaction) => {
    await transaction.append(entries);
    if (piece % 7 === 0) throw new Error('given up');
  });
  if (piece % 7 === 0) await expect(work).rejects.toThrow('given up');
  else await work;
}

/** A desktop in its simplest form: asks for what follows its cursor, until it is told to stop. */
async function follow(log: RelayLog, isDone: () => boolean) {
  const seen: RawEvent[] = [];
  let cursor = 0;
  for (let isLast = false; ;) {
    const page = await log.readFeed(cursor, { maxEvents: 7, maxBytes: 1_000 });
    seen.push(...page.entries.map((entry) => JSON.parse(entry.json) as RawEvent));
    if (page.cursor === cursor && isLast) return { seen, cursor };
    isLast = page.cursor === cursor && isDone();
    cursor = page.cursor;
  }
}

test('Whoever reads while many write never misses an entry, and never finds one below the cursor.', async () => {
  const directory = makeTemporaryDirectory();
  const reader = await openTestLog(directory);
  const writers = await Promise.all(Array.from({ length: WRITERS }, () => openTestLog(directory)));
  let isDone = false;
  const following = follow(reader, () => isDone);
  await Promise.all(
    writers.flatMap((log, writer) =>
      Array.from({ length: PIECES }, (_, piece) => writePiece(log, writer, piece)),
    ),
  );
  isDone = true;
  const { seen, cursor } = await following;
  const seqs = seen.map((event) => event.seq);
  expect(seqs).toEqual([...new Set(seqs)].sort((one, other) => one - other));
  // What is in the log now was all seen when it was new: nothing came in below a cursor.
  const all = await reader.readFeed(0, { maxEvents: 10_000, maxBytes: 10_000_000 });
  const kept = all.entries.map((entry) => JSON.parse(entry.json) as RawEvent);
  const byPlace = new Map(seen.map((event) => [event.seq, event]));
  expect(kept.filter((event) => byPlace.get(event.seq)?.id !== event.id)).toEqual([]);
  expect(cursor).toBe(all.head);
  expect(kept.filter((event) => event.kind === 'test.changed')).toHaveLength(4);
  const happened = kept.filter((event) => event.kind === 'test.happened');
  const expected = Array.from({ length: PIECES }, (_, piece) => (piece % 7 === 0 ? 0 : 1 + (piece % 5)));
  expect(happened).toHaveLength(WRITERS * expected.reduce((sum, count) => sum + count));
});

function createGate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

test('A cursor passes no number that may still come: numbers are given out in the order of the commits.', async () => {
  const directory = makeTemporaryDirectory();
  const [first, second] = [await openTestLog(directory), await openTestLog(directory)];
  const entry = (id: string) => ({ id, kind: 'test.happened', at: 1, body: {} });
  const [hasWritten, mayCommit] = [createGate(), createGate()];
  const slow = first.write(async (transaction) => {
    await transaction.append([entry('slow')]);
    hasWritten.open();
    await mayCommit.opened;
  });
  await hasWritten.opened;
  const fast = second.write((transaction) => transaction.append([entry('fast')]));
  // The second one waits for its turn; meanwhile there is nothing to read, and nothing is passed.
  expect(await second.readFeed(0, { maxEvents: 10, maxBytes: 1_000 })).toMatchObject({ cursor: 0, head: 0 });
  mayCommit.open();
  await Promise.all([slow, fast]);
  const { entries } = await second.readFeed(0, { maxEvents: 10, maxBytes: 1_000 });
  expect(entries.map(({ seq, json }) => [seq, (JSON.parse(json) as RawEvent).id])).toEqual([
    [1, 'slow'],
    [2, 'fast'],
  ]);
});

test('Webhooks of one new person on two relays make one person and one conversation, and one of the same message is kept.', async () => {
  const dataDirectory = makeTemporaryDirectory();
  const relays = [await startTestRelay({ dataDirectory }), await startTestRelay({ dataDirectory })];
  const [one, other] = relays.map((relay) => relay.url);
  const people = Array.from({ length: 25 }, (_, index) => ({
    waId: `4477009001${String(index).padStart(2, '0')}`,
    bsuid: `GB.10293847561029384756${String(index).padStart(2, '0')}`,
    name: `Person ${index}`,
  }));
  const statuses = await Promise.all(
    people.flatMap((person, index) => {
      const both = envelope(inbound(`wamid.both.${index}`, undefined, person));
      return [
        // Known by number and id on one relay, by the id alone on the other: the order decides nothing.
        postWebhook(one ?? '', envelope(inbound(`wamid.number.${index}`, undefined, person))),
        postWebhook(other ?? '', envelope(inbound(`wamid.id.${index}`, undefined, { bsuid: person.bsuid }))),
        postWebhook(one ?? '', both),
        postWebhook(other ?? '', both),
      ];
    }),
  );
  expect(new Set(statuses)).toEqual(new Set([200]));
  const feed = await readFeed(await enrolDesktop(relays[0]!, 'alex'));
  const received = feed.filter((event) => event.kind === 'message.received');
  expect(received).toHaveLength(people.length * 3);
  expect(new Set(received.map((event) => (event.body as { personKey: string }).personKey)).size).toBe(
    people.length,
  );
  expect(feed.filter((event) => event.kind === 'conversation.changed')).toHaveLength(people.length);
});

test('A commit on one relay wakes the others, also after the connection that listens was lost.', async () => {
  const directory = makeTemporaryDirectory();
  const [writer, listener] = [await openTestLog(directory), await openTestLog(directory)];
  let heard = 0;
  listener.onAppended(() => {
    heard += 1;
  });
  const append = (id: string) =>
    writer.write((transaction) => transaction.append([{ id, kind: 'test.happened', at: 1, body: {} }]));
  // Listening has begun.
  await expect.poll(() => heard).toBe(1);
  await append('a');
  await expect.poll(() => heard).toBe(2);
  await cutConnections(directory);
  // Nobody knows what was announced meanwhile: a new beginning is news.
  await expect.poll(() => heard, { timeout: 10_000 }).toBeGreaterThan(2);
  const before = heard;
  await append('b');
  await expect.poll(() => heard).toBeGreaterThan(before);
});
