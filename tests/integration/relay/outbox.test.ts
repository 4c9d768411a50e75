import { expect, test } from 'vitest';
import { createRelayOutbox } from '../../../relay/outbound/relay-outbox.ts';
import type { RelayLog } from '../../../relay/log/relay-log.ts';
import { messageIdSchema, personKeySchema } from '../../../shared/domain/ids.ts';
import { COMPANY, SAM_NUMBER } from './company-harness.ts';
import { openTestLog } from './relay-harness.ts';

const SAM = personKeySchema.parse('sam');

async function saveJob(log: RelayLog, id: string): Promise<void> {
  const job = {
    messageId: messageIdSchema.parse(id),
    channelId: COMPANY,
    addressee: { to: SAM_NUMBER },
    content: { type: 'text' as const, text: 'Hello' },
  };
  await log.write((transaction) => transaction.saveJob(job, SAM, 1));
}

test('A job whose taking was committed, while the answer was lost, is handed out with the next look, and only then.', async () => {
  const log = await openTestLog();
  await saveJob(log, 'first');
  await saveJob(log, 'second');
  let isLost = true;
  const outbox = createRelayOutbox({
    ...log,
    async write(work) {
      const result = await log.write(work);
      if (isLost) throw new Error('The connection ended.');
      return result;
    },
  });
  await expect(outbox.takeDue(2)).rejects.toThrow('ended');
  isLost = false;
  expect((await outbox.takeDue(2))?.job.messageId).toBe('first');
  // What is in hand is not taken back, and holds back the next one of this person.
  isLost = true;
  await expect(outbox.takeDue(2)).rejects.toThrow('ended');
  isLost = false;
  expect(await outbox.takeDue(2)).toBeUndefined();
  await outbox.settle(messageIdSchema.parse('first'), { kind: 'unknown', reason: 'x' }, 3);
  expect((await outbox.takeDue(3))?.job.messageId).toBe('second');
});

test('Jobs in flight of a log that is open are not judged by looking for those that were left behind.', async () => {
  const log = await openTestLog();
  await saveJob(log, 'first');
  const outbox = createRelayOutbox(log);
  await outbox.takeDue(2);
  expect(await outbox.recoverInFlight(3)).toBe(0);
});
