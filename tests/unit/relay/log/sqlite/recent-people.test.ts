import { expect, test } from 'vitest';
import {
  channelIdSchema,
  conversationIdSchema,
  messageIdSchema,
  personKeySchema,
  userIdSchema,
} from '../../../../../shared/domain/ids.ts';
import type { PersonState, RelayLog } from '../../../../../relay/log/relay-log.ts';
import { makeLogDirectory, openTestLog } from './sqlite-log-harness.ts';

const key = personKeySchema.parse('person');
const pair = { personKey: key, channelId: channelIdSchema.parse('channel') };
const thread = {
  ...pair,
  id: conversationIdSchema.parse('conversation'),
  ownerUserId: userIdSchema.parse('alex'),
  formerOwners: [],
  createdAt: 1,
};

test('What one transaction wrote about people is what the next one reads.', async () => {
  const log = openTestLog();
  expect(await read(log)).toEqual({ holder: undefined, name: undefined, owners: [], lastSentAt: undefined });
  await save(log, 'Maya');
  expect(await read(log)).toMatchObject({ holder: key, name: 'Maya' });
  await log.write((transaction) => transaction.saveThreads([thread]));
  expect(await read(log)).toMatchObject({ owners: ['alex'], lastSentAt: undefined });
  await log.write((transaction) => transaction.saveOutbound([outboundAt(7)]));
  expect(await read(log)).toMatchObject({ lastSentAt: 7 });
  await save(log, 'Maya May');
  expect(await read(log)).toMatchObject({ name: 'Maya May' });
});

test('What another process wrote is read, however often the old was read before.', async () => {
  const directory = makeLogDirectory();
  const [one, other] = [openTestLog(directory), openTestLog(directory)];
  for (const name of ['Maya', 'Maya May', 'M.']) {
    await save(other, name);
    expect(await read(one)).toMatchObject({ holder: key, name });
    expect(await read(other)).toMatchObject({ name });
  }
  await other.write((transaction) => transaction.saveThreads([thread]));
  expect(await read(one)).toMatchObject({ owners: ['alex'] });
});

test('What was undone is forgotten.', async () => {
  const log = openTestLog();
  await save(log, 'Maya');
  const undone = log.write(async (transaction) => {
    await transaction.savePeople([{ state: personNamed('Nobody'), identities: ['phone:2'] }]);
    await transaction.saveThreads([thread]);
    await transaction.findThreads([pair]);
    throw new Error('no');
  });
  await expect(undone).rejects.toThrow('no');
  expect(await read(log)).toMatchObject({ name: 'Maya', owners: [] });
  const holders = await log.write((transaction) => transaction.findIdentities(['phone:2']));
  expect(holders.size).toBe(0);
});

function personNamed(profileName: string): PersonState {
  return { person: { key, profileName, aliases: [] }, profileAt: 1, identityAt: 1 };
}

function save(log: RelayLog, name: string): Promise<void> {
  return log.write((transaction) =>
    transaction.savePeople([{ state: personNamed(name), identities: ['phone:1'] }]),
  );
}

function read(log: RelayLog) {
  return log.write(async (transaction) => {
    const holders = await transaction.findIdentities(['phone:1']);
    const people = await transaction.findPeople([key]);
    const threads = await transaction.findThreads([pair]);
    return {
      holder: holders.get('phone:1'),
      name: people.get(key)?.person.profileName,
      owners: threads.map(({ ownerUserId }) => ownerUserId),
      lastSentAt: threads[0]?.lastSentAt,
    };
  });
}

function outboundAt(at: number) {
  return {
    ...pair,
    messageId: messageIdSchema.parse('message'),
    wamid: undefined,
    conversationId: thread.id,
    consultantUserId: thread.ownerUserId,
    status: 'accepted' as const,
    at,
    reports: [],
  };
}
