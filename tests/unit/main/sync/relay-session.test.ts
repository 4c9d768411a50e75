import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RelayFrame } from '../../../../shared/protocol/frames.ts';
import type { Connection } from '../../../../shared/ipc/views.ts';
import { type Line, settle, startSession, user, welcome } from './relay-session-harness.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const batch = (from: number, to: number, head: number): RelayFrame => ({
  type: 'batch',
  events: Array.from({ length: to - from + 1 }, (_, index) => ({
    seq: from + index,
    id: `e${from + index}`,
    at: 1,
    kind: 'x.y',
    body: {},
  })),
  cursor: to,
  head,
});
const states = (connections: readonly Connection[]) => connections.map(({ state }) => state);

test('says where it stands, catches up batch by batch, and is online when nothing is left', async () => {
  const { session, line, heard } = startSession({ cursor: 10 });
  await settle();
  line(0).open();
  await settle();
  expect(line(0).sent).toEqual([{ type: 'hello', protocol: 1, cursor: 10, clientVersion: '0.1.0' }]);
  line(0).say(welcome(30));
  line(0).say(batch(11, 20, 30));
  line(0).say(batch(21, 30, 30));
  await settle();
  expect(heard.connections).toEqual([
    { state: 'connecting' },
    { state: 'catching-up', done: 0, total: 20 },
    { state: 'catching-up', done: 10, total: 20 },
    { state: 'online' },
  ]);
  expect(line(0).sent.slice(1)).toEqual([
    { type: 'ack', cursor: 20 },
    { type: 'ack', cursor: 30 },
  ]);
  expect(
    heard.applied.map(({ isCatchUp, isLive, isFirstSync }) => ({ isCatchUp, isLive, isFirstSync })),
  ).toEqual([
    { isCatchUp: true, isLive: false, isFirstSync: false },
    { isCatchUp: true, isLive: true, isFirstSync: false },
  ]);

  line(0).say(batch(31, 31, 31));
  await settle();
  expect(heard.applied[2]).toMatchObject({ isCatchUp: false, isLive: true, isFirstSync: false });
  expect(session.connection()).toEqual({ state: 'online' });
  expect(heard.users).toEqual([user]);
});

test('with nothing to catch up it is online at once; a first catch-up is known as one', async () => {
  const quiet = startSession({ cursor: 30 });
  await settle();
  quiet.line(0).open();
  quiet.line(0).say(welcome(30));
  await settle();
  expect(states(quiet.heard.connections)).toEqual(['connecting', 'online']);

  const fresh = startSession();
  await settle();
  fresh.line(0).open();
  fresh.line(0).say(welcome(2));
  fresh.line(0).say(batch(1, 2, 2));
  fresh.line(0).say(batch(3, 3, 3));
  await settle();
  expect(fresh.heard.applied.map(({ isFirstSync }) => isFirstSync)).toEqual([true, false]);
});

test('acknowledges only what has been applied, and one after the other', async () => {
  const gates: (() => void)[] = [];
  const { line } = startSession({ apply: () => new Promise((resolve) => gates.push(resolve)) });
  await settle();
  line(0).open();
  line(0).say(welcome(2));
  line(0).say(batch(1, 1, 2));
  line(0).say(batch(2, 2, 2));
  await settle();
  expect(gates).toHaveLength(1);
  expect(line(0).sent.filter(({ type }) => type === 'ack')).toEqual([]);
  gates[0]?.();
  await settle();
  expect(line(0).sent.at(-1)).toEqual({ type: 'ack', cursor: 1 });
  expect(gates).toHaveLength(2);
});

test('what has arrived meanwhile is applied and acknowledged together, up to a limit', async () => {
  const gates: (() => void)[] = [];
  const { line, heard } = startSession({ apply: () => new Promise((resolve) => gates.push(resolve)) });
  const acks = () => line(0).sent.flatMap((frame) => (frame.type === 'ack' ? [frame.cursor] : []));
  const finish = async () => {
    gates.at(-1)?.();
    await settle();
  };
  await settle();
  line(0).open();
  line(0).say(welcome(6_000));
  for (let to = 500; to <= 6_000; to += 500) line(0).say(batch(to - 499, to, 6_000));
  for (let seq = 6_001; seq <= 6_010; seq += 1) line(0).say(batch(seq, seq, seq));
  await settle();
  for (let applied = 0; applied < 4; applied += 1) await finish();
  // The first alone, so that progress shows; then 4,000 entries, then the rest of the catch-up, then what is live.
  expect(acks()).toEqual([500, 4_500, 6_000, 6_010]);
  expect(heard.applied.map(({ result }) => result)).toEqual([500, 4_000, 1_500, 10]);
  expect(heard.applied.map(({ isCatchUp, isLive }) => [isCatchUp, isLive])).toEqual([
    [true, false],
    [true, false],
    [true, true],
    [false, true],
  ]);
  line(0).say(batch(6_011, 6_011, 6_011));
  await settle();
  await finish();
  expect(acks().at(-1)).toBe(6_011);
});

test('batches of a connection that has ended are not merged into those of the next one', async () => {
  const gates: (() => void)[] = [];
  const { line, heard } = startSession({ apply: () => new Promise((resolve) => gates.push(resolve)) });
  await settle();
  line(0).open();
  line(0).say(welcome(40));
  line(0).say(batch(1, 10, 40));
  await settle();
  line(0).say(batch(11, 20, 40));
  line(0).end({ kind: 'broken', reason: 'cut' });
  gates[0]?.();
  await vi.advanceTimersByTimeAsync(500);
  line(1).open();
  line(1).say(welcome(40));
  line(1).say(batch(11, 30, 40));
  await settle();
  gates[1]?.();
  await settle();
  expect(line(1).sent.map((frame) => ('cursor' in frame ? frame.cursor : undefined))).toEqual([10, 30]);
  expect(heard.applied.map(({ result }) => result)).toEqual([10, 20]);
});

test('a batch that could not be applied is not acknowledged: it connects again and asks from the same place', async () => {
  let isBroken = true;
  const { line, lines, heard } = startSession({
    cursor: 5,
    apply: async () => {
      if (isBroken) throw new Error('disk is full');
    },
  });
  await settle();
  line(0).open();
  line(0).say(welcome(6));
  line(0).say(batch(6, 6, 6));
  await settle();
  expect(line(0).isClosed).toBe(true);
  expect(line(0).sent.map(({ type }) => type)).toEqual(['hello']);
  expect(states(heard.connections).at(-1)).toBe('offline');

  isBroken = false;
  await vi.advanceTimersByTimeAsync(500);
  expect(lines).toHaveLength(2);
  line(1).open();
  line(1).say(welcome(6));
  line(1).say(batch(6, 6, 6));
  await settle();
  expect(line(1).sent).toEqual([
    { type: 'hello', protocol: 1, cursor: 5, clientVersion: '0.1.0' },
    { type: 'ack', cursor: 6 },
  ]);
});

test('what an old connection still says is not heard after a new one', async () => {
  const { session, line, heard } = startSession();
  await settle();
  line(0).open();
  line(0).say(welcome(0));
  await settle();
  session.reconnect();
  await vi.advanceTimersByTimeAsync(500);
  line(0).say(batch(1, 1, 1));
  line(0).end({ kind: 'broken', reason: 'late' });
  await settle();
  expect(heard.applied).toEqual([]);
  expect(line(0).sent.map(({ type }) => type)).toEqual(['hello']);
});

test('a broken connection is one offline, with its reason; attempts wait longer and longer, and a welcome forgives', async () => {
  const { lines, line, heard } = startSession();
  await settle();
  for (const [index, wait] of [500, 1_000, 2_000].entries()) {
    line(index).end({ kind: 'broken', reason: 'The relay is not running or not reachable.' });
    await vi.advanceTimersByTimeAsync(wait - 1);
    expect(lines).toHaveLength(index + 1);
    await vi.advanceTimersByTimeAsync(1);
    expect(lines).toHaveLength(index + 2);
  }
  expect(heard.connections).toEqual([
    { state: 'connecting' },
    { state: 'offline', since: 1_000, reason: 'The relay is not running or not reachable.' },
  ]);
  line(3).open();
  line(3).say(welcome(0));
  await settle();
  line(3).end({ kind: 'broken', reason: 'cut' });
  await vi.advanceTimersByTimeAsync(500);
  expect(lines).toHaveLength(5);
});

const refused = (isRevoked: boolean) => (line: Line) => line.end({ kind: 'refused', isRevoked });
const goodbye = (line: Line) => line.say({ type: 'goodbye', reason: 'revoked' });

test.each([
  ['a refused token', refused(false), /enrol again with a new code/u, 0],
  ['a token that was revoked', refused(true), /enrol again with a new code/u, 1],
  ['being removed', goodbye, /administrator has removed this desktop/u, 1],
])('%s ends it for good and says why', async (_what, happen, reason, revocations) => {
  const { session, line, lines, heard } = startSession();
  await settle();
  line(0).open();
  await settle();
  happen(line(0));
  await vi.advanceTimersByTimeAsync(600_000);
  expect(session.connection()).toMatchObject({
    state: 'refused',
    reason: expect.stringMatching(reason) as string,
  });
  session.reconnect();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(lines).toHaveLength(1);
  expect(heard.revocations).toBe(revocations);
});

test.each(['shutting-down', 'too-slow', 'replaced'] as const)(
  'after the goodbye "%s" it comes back by itself',
  async (reason) => {
    const { line, lines } = startSession();
    await settle();
    line(0).open();
    line(0).say({ type: 'goodbye', reason });
    await settle();
    expect(line(0).isClosed).toBe(true);
    await vi.advanceTimersByTimeAsync(500);
    expect(lines).toHaveLength(2);
  },
);

test('a relay that asks for a pause is given it, once', async () => {
  const { line, lines } = startSession();
  await settle();
  line(0).open();
  line(0).say({ type: 'goodbye', reason: 'too-slow', retryAfterMs: 5_000 });
  await vi.advanceTimersByTimeAsync(4_999);
  expect(lines).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(lines).toHaveLength(2);
  line(1).end({ kind: 'broken', reason: 'cut' });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(lines).toHaveLength(3);
});

test('reconnect does not wait for the back-off', async () => {
  const { session, line, lines } = startSession();
  await settle();
  for (let index = 0; index < 6; index += 1) {
    line(index).end({ kind: 'broken', reason: 'asleep' });
    await vi.advanceTimersByTimeAsync(60_000);
  }
  line(6).end({ kind: 'broken', reason: 'asleep' });
  session.reconnect();
  expect(lines).toHaveLength(8);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(lines).toHaveLength(8);
});

test('stopping waits for the batch that is being applied, and nothing happens afterwards', async () => {
  let finish: (() => void) | undefined;
  const { session, line, lines, heard } = startSession({
    apply: () => new Promise((resolve) => (finish = resolve)),
  });
  await settle();
  line(0).open();
  line(0).say(welcome(1));
  line(0).say(batch(1, 1, 1));
  await settle();
  let hasStopped = false;
  const stopped = session.stop().then(() => (hasStopped = true));
  await settle();
  expect(hasStopped).toBe(false);
  finish?.();
  await stopped;
  const before = heard.connections.length;
  await vi.advanceTimersByTimeAsync(600_000);
  expect(lines).toHaveLength(1);
  expect(heard.connections.slice(before)).toEqual([]);
});

test('a log that is shorter than what was read (a restored relay) is read again from its beginning', async () => {
  const { session, line, lines } = startSession({ cursor: 500 });
  await settle();
  line(0).open();
  await settle();
  line(0).say(welcome(40));
  await settle();
  expect(line(0).isClosed).toBe(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(lines.length).toBeGreaterThan(1);
  line(1).open();
  await settle();
  expect(line(1).sent).toMatchObject([{ type: 'hello', cursor: 0 }]);
  await session.stop();
});

test('a log with another id is read again from its beginning, however long it is; the first id is taken as it is', async () => {
  const { session, line, lines, heard } = startSession({ cursor: 5 });
  await settle();
  line(0).open();
  line(0).say(welcome(10, 'one'));
  line(0).say(batch(6, 10, 10));
  await settle();
  session.reconnect();
  await vi.advanceTimersByTimeAsync(60_000);
  line(1).open();
  await settle();
  expect(line(1).sent).toMatchObject([{ type: 'hello', cursor: 10 }]);
  line(1).say(welcome(900, 'two'));
  line(1).say(batch(11, 900, 900));
  await settle();
  expect(line(1).isClosed).toBe(true);
  expect(heard.applied).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(lines).toHaveLength(3);
  line(2).open();
  await settle();
  expect(line(2).sent).toMatchObject([{ type: 'hello', cursor: 0 }]);
  line(2).say(welcome(900, 'two'));
  line(2).say(batch(1, 900, 900));
  await settle();
  expect(line(2).sent.at(-1)).toEqual({ type: 'ack', cursor: 900 });
  await session.stop();
});
