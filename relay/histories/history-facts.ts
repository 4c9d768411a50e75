import type { z } from 'zod';
import type {
  ChannelId,
  ConversationId,
  MessageId,
  PersonKey,
  RecordId,
  UserId,
} from '../../shared/domain/ids.ts';
import {
  type Channel,
  type Person,
  type SentMessage,
  type User,
  channelSchema,
  userSchema,
} from '../../shared/protocol/events.ts';
import { personKeyOf } from '../ingest/derived-ids.ts';
import { bsuidIdentity, channelKey, phoneIdentity, userKey } from '../ingest/keys.ts';
import type { LogReader, OutboundState, ThreadState } from '../log/relay-log.ts';

/** Everything that describing a page of histories may ask for. */
export type HistoryFacts = {
  readonly people: ReadonlyMap<PersonKey, Person>;
  readonly records: ReadonlyMap<PersonKey, readonly RecordId[]>;
  readonly threads: ReadonlyMap<ConversationId, ThreadState>;
  readonly users: ReadonlyMap<UserId, User>;
  readonly channels: ReadonlyMap<ChannelId, Channel>;
  readonly outbound: ReadonlyMap<MessageId, OutboundState>;
};

export type Mentioned = {
  readonly people: ReadonlySet<PersonKey>;
  readonly conversations: ReadonlySet<ConversationId>;
  readonly channels: ReadonlySet<ChannelId>;
  readonly sent: readonly SentMessage[];
  /** Beside who sent and who owns. */
  readonly users: readonly UserId[];
};

/** Reads the facts about everything that is mentioned, in few bulk reads. */
export async function gatherHistoryFacts(log: LogReader, mentioned: Mentioned): Promise<HistoryFacts> {
  const states = await log.findPeople([...mentioned.people]);
  const people = new Map([...states].map(([key, { person }]) => [key, person]));
  const threads = await log.findThreadsById([...mentioned.conversations]);
  const outbound = await log.findOutbound({
    messageIds: mentioned.sent.map(({ messageId }) => messageId),
    wamids: [],
  });
  const userIds = new Set([
    ...mentioned.users,
    ...mentioned.sent.map(({ consultantUserId }) => consultantUserId),
    ...threads.flatMap(({ ownerUserId }) => ownerUserId ?? []),
  ]);
  return {
    people,
    records: await findRecords(log, mentioned.people, people),
    threads: new Map(threads.map((thread) => [thread.id, thread])),
    users: await findCurrentBodies(log, userIds, userKey, userSchema),
    channels: await findCurrentBodies(log, mentioned.channels, channelKey, channelSchema),
    outbound: new Map(outbound.map((message) => [message.messageId, message])),
  };
}

async function findCurrentBodies<Id extends string, Schema extends z.ZodType>(
  log: LogReader,
  ids: ReadonlySet<Id>,
  toKey: (id: Id) => string,
  schema: Schema,
): Promise<ReadonlyMap<Id, z.infer<Schema>>> {
  const entries = await log.findCurrent([...ids].map(toKey));
  const found = new Map<Id, z.infer<Schema>>();
  for (const id of ids) {
    const { data } = schema.safeParse(entries.get(toKey(id))?.body);
    if (data !== undefined) found.set(id, data);
  }
  return found;
}

/**
 * The records of each person. One human may be known by several keys (that of a number on a record, that of the user id
 * on which a thread hangs); their identities relate them, one step in either direction, as on the desktops.
 */
async function findRecords(
  log: LogReader,
  keys: ReadonlySet<PersonKey>,
  people: ReadonlyMap<PersonKey, Person>,
): Promise<ReadonlyMap<PersonKey, readonly RecordId[]>> {
  const names = new Map([...keys].map((key) => [key, listIdentities(people.get(key))]));
  const holders = await log.findIdentities([
    ...new Set([...names.values()].flatMap(({ identities }) => identities)),
  ]);
  const related = new Map(
    [...names].map(([key, { identities, numberKeys }]) => [
      key,
      new Set([key, ...numberKeys, ...identities.flatMap((name) => holders.get(name) ?? [])]),
    ]),
  );
  const all = new Set([...related.values()].flatMap((set) => [...set]));
  const records = await log.findRecordsOfPeople([...all]);
  return new Map(
    [...related].map(([key, set]) => {
      const ids = new Set([...set].flatMap((one) => records.get(one) ?? []));
      return [key, [...ids].sort()];
    }),
  );
}

function listIdentities(person: Person | undefined) {
  const { waId, bsuid, aliases } = person ?? { aliases: [] };
  // A BSUID begins with its country's letters, so what consists of digits is a number.
  const numbers = [waId ?? '', ...aliases].filter((name) => /^\d+$/.test(name));
  const userIds = [bsuid ?? '', ...aliases].filter((name) => name !== '' && !/^\d+$/.test(name));
  return {
    identities: [...numbers.map(phoneIdentity), ...userIds.map(bsuidIdentity)],
    numberKeys: numbers.map(personKeyOf),
  };
}
