import { expect, onTestFinished, test } from 'vitest';
import { createPace } from '../../../../relay/outbound/pace-sends.ts';
import type { SendOnce, SendVerdict } from '../../../../shared/outbound/outbox.ts';
import { startOutboxRunner } from '../../../../shared/outbound/run-outbox.ts';
import { createClock } from '../../shared/outbound/fake-clock.ts';
import { accepted, createStore } from '../../shared/outbound/memory-outbox.ts';

const SECOND_MS = 1_000;

function refuse(code: number, afterMs: number): SendVerdict {
  return { kind: 'try-later', afterMs, failure: { code, sentence: 's', advice: 'a', canRetry: true } };
}

/** A paced runner over these messages; `answer` is Meta. What it was asked, when, in ms from the start. */
function start(messages: readonly { id: string; person: number }[], answer: (asked: number) => SendVerdict) {
  const clock = createClock();
  const startedAt = clock.now();
  const outbox = createStore();
  for (const { id, person } of messages) outbox.add(id, person);
  const asked: { id: string; at: number }[] = [];
  const send: SendOnce = async (job) => {
    asked.push({ id: job.messageId, at: clock.now() - startedAt });
    return answer(asked.length);
  };
  const pace = createPace({ now: clock.now, steady: clock.now });
  const runner = startOutboxRunner({
    store: pace.pace(outbox.store),
    send: pace.watch(send),
    now: clock.now,
    setTimer: clock.setTimer,
    concurrency: 12,
  });
  onTestFinished(() => runner.stop());
  return { clock, outbox, asked };
}

const manyPeople = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `m${index}`, person: index }));
const toOne = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `m${index}`, person: 1 }));

test('No second sees more messages than Meta takes, and all of them go out.', async () => {
  const { clock, outbox, asked } = start(manyPeople(400), () => accepted);
  await clock.advance(10 * SECOND_MS);
  expect(outbox.isSettled()).toBe(true);
  for (const { at } of asked) {
    const inSecond = asked.filter((other) => other.at >= at && other.at < at + SECOND_MS).length;
    expect(inSecond).toBeLessThanOrEqual(80);
  }
  // Not slower than it need be either.
  expect(asked.at(-1)?.at).toBeLessThan(7 * SECOND_MS);
});

test.each([130_429, 80_007, 4])(
  'After %d nobody is written to until Meta has had its pause.',
  async (code) => {
    const { clock, outbox, asked } = start(manyPeople(50), (count) =>
      count === 5 ? refuse(code, 30 * SECOND_MS) : accepted,
    );
    await clock.advance(29 * SECOND_MS);
    const early = asked.length;
    expect(early).toBeLessThan(5 + 12);
    await clock.advance(20 * SECOND_MS);
    expect(outbox.isSettled()).toBe(true);
    expect(asked[early]?.at).toBeGreaterThanOrEqual(30 * SECOND_MS);
  },
);

test('After 131056 one person gets a message in six seconds, in order; nobody else waits.', async () => {
  const { clock, outbox, asked } = start([...toOne(8), { id: 'other', person: 2 }], (count) =>
    count === 4 ? refuse(131_056, SECOND_MS) : accepted,
  );
  await clock.advance(60 * SECOND_MS);
  expect(outbox.isSettled()).toBe(true);
  expect(asked.find(({ id }) => id === 'other')?.at).toBe(0);
  const toThem = asked.filter(({ id }) => id !== 'other');
  expect([...new Set(toThem.map(({ id }) => id))]).toEqual(toOne(8).map(({ id }) => id));
  const refusedAt = toThem.findIndex(({ id }, index) => toThem[index + 1]?.id === id);
  const after = toThem.slice(refusedAt);
  const gaps = after.slice(1).map(({ at }, index) => at - (after[index]?.at ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(6 * SECOND_MS);
});

test('A person who was refused long ago is written to as fast as anybody.', async () => {
  const { clock, outbox, asked } = start(toOne(2), (count) =>
    count === 1 ? refuse(131_056, 10 * 60 * SECOND_MS) : accepted,
  );
  await clock.advance(11 * 60 * SECOND_MS);
  expect(outbox.isSettled()).toBe(true);
  const [, second, third] = asked;
  expect((third?.at ?? 0) - (second?.at ?? 0)).toBeLessThan(SECOND_MS);
});
