import { expect, onTestFinished, test } from 'vitest';
import { openPostgresLog } from '../../../../relay/log/postgres/open-postgres-log.ts';
import { createRelayOutbox } from '../../../../relay/outbound/relay-outbox.ts';
import type { RelayLog } from '../../../../relay/log/relay-log.ts';
import { messageIdSchema, personKeySchema } from '../../../../shared/domain/ids.ts';
import { COMPANY, SAM_NUMBER } from '../company-harness.ts';
import { makeTemporaryDirectory, openTestLog } from '../relay-harness.ts';
import { cutConnections, databaseFor } from '../test-database.ts';

const PEOPLE = 12;
const EACH = 6;

async function saveJobs(log: RelayLog, people = PEOPLE, each = EACH): Promise<void> {
  await log.write(async (transaction) => {
    for (let place = 0; place < people * each; place += 1) {
      const person = place % people;
      const job = {
        messageId: messageIdSchema.parse(`${person}:${Math.floor(place / people)}`),
        channelId: COMPANY,
        addressee: { to: SAM_NUMBER },
        content: { type: 'text' as const, text: 'Hello' },
      };
      await transaction.saveJob(job, personKeySchema.parse(`person ${person}`), 1);
    }
  });
}

test('Three relays share the jobs: each is taken once, and those of one person in their order.', async () => {
  const directory = makeTemporaryDirectory();
  const logs = [await openTestLog(directory), await openTestLog(directory), await openTestLog(directory)];
  await saveJobs(logs[0]!);
  const taken: string[] = [];
  const running = new Set<string>();
  await Promise.all(
    logs.map(async (log) => {
      const outbox = createRelayOutbox(log);
      while (taken.length < PEOPLE * EACH) {
        const due = await outbox.takeDue(2);
        if (due === undefined) continue;
        const [person = ''] = due.job.messageId.split(':');
        // Never two of one person at the same time, on whatever relay.
        expect(running.has(person)).toBe(false);
        running.add(person);
        taken.push(due.job.messageId);
        await log.findHead();
        running.delete(person);
        await outbox.settle(due.job.messageId, { kind: 'unknown', reason: 'x' }, 3);
      }
    }),
  );
  expect(new Set(taken).size).toBe(taken.length);
  for (let person = 0; person < PEOPLE; person += 1) {
    const ofPerson = taken.filter((id) => id.startsWith(`${person}:`));
    expect(ofPerson).toEqual(Array.from({ length: EACH }, (_, place) => `${person}:${place}`));
  }
});

async function openWithin(directory: string, longestCallMs: number): Promise<RelayLog> {
  const log = await openPostgresLog((await databaseFor(directory)) ?? '', { longestCallMs });
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= log.close());
  onTestFinished(close);
  return { ...log, close };
}

test('What a relay has in flight is judged by others when it is gone, not while it is there.', async () => {
  const directory = makeTemporaryDirectory();
  const [one, other] = [await openWithin(directory, 0), await openWithin(directory, 0)];
  await saveJobs(one, 1, 1);
  const mine = createRelayOutbox(one);
  const theirs = createRelayOutbox(other);
  expect((await mine.takeDue(2))?.job.messageId).toBe('0:0');
  expect(await theirs.recoverInFlight(3)).toBe(0);
  expect(await mine.recoverInFlight(3)).toBe(0);
  await one.close();
  // The server takes a moment to notice.
  await expect.poll(() => theirs.recoverInFlight(3)).toBe(1);
});

test('A relay that has lost its connection keeps its jobs for as long as a call to Meta may last.', async () => {
  const directory = makeTemporaryDirectory();
  const [one, patient, hasty] = [
    await openWithin(directory, 60_000),
    await openWithin(directory, 60_000),
    await openWithin(directory, 0),
  ];
  await saveJobs(one, 1, 2);
  const mine = createRelayOutbox(one);
  await mine.takeDue(2);
  await cutConnections(directory);
  // The first use after the cut may find out about it; it is tried again, as the runner does.
  const recover = (log: RelayLog) => createRelayOutbox(log).recoverInFlight(3);
  await expect.poll(() => recover(patient).catch(() => -1)).toBe(0);
  // It settles its job as if nothing had happened, and is there again for everybody.
  const settle = () =>
    mine.settle(messageIdSchema.parse('0:0'), { kind: 'unknown', reason: 'x' }, 3).then(
      () => true,
      () => false,
    );
  await expect.poll(settle).toBe(true);
  expect((await mine.takeDue(4))?.job.messageId).toBe('0:1');
  await expect.poll(() => recover(hasty).catch(() => -1)).toBe(0);
});
