import type { ConversationId, MessageId, PersonKey } from '../../shared/domain/ids.ts';
import type { Conversation } from '../../shared/protocol/events.ts';
import type { LogTransaction, NewEntry, ThreadState } from '../log/relay-log.ts';
import { conversationEntryKey, personEntryKey } from './keys.ts';
import type { WorkingSet } from './working-set.ts';

/** Writes what planning changed: people, then conversations, then what happened, so that a reader never meets a stranger. */
export async function applyChanges(log: LogTransaction, set: WorkingSet): Promise<void> {
  const { changes } = set;
  await log.savePeople(
    [...changes.people].flatMap(([key, identities]) => {
      const state = set.people.get(key);
      return state === undefined ? [] : [{ state, identities: [...identities] }];
    }),
  );
  await log.saveThreads([...changes.threads].flatMap((id) => set.threads.get(id) ?? []));
  await log.saveOutbound([...changes.outbound].flatMap((id) => set.outboundById.get(id) ?? []));
  await log.deleteJobs([...changes.doneJobs]);
  const introduced = await introducePeople(log, set);
  await log.saveMedia(changes.media);
  await log.saveInboundTimes([...changes.inboundTimes.values()]);
  await log.forgetBeginnings(listFailed(set));
  await log.append([
    ...[...new Set([...changes.people.keys(), ...introduced])].flatMap((key) =>
      personEntry(set, key, introduced.has(key)),
    ),
    ...[...changes.threads].flatMap((id) => conversationEntry(set, id)),
    ...changes.entries,
  ]);
}

function listFailed({ changes, outboundById }: WorkingSet): readonly MessageId[] {
  return [...changes.outbound].filter((id) => outboundById.get(id)?.status === 'failed');
}

/**
 * The people of conversations that began or changed hands, read where planning had no need of them. Whoever may see such
 * a conversation may see its person only now, so the person is told again.
 */
async function introducePeople(log: LogTransaction, set: WorkingSet): Promise<ReadonlySet<PersonKey>> {
  const keys = new Set([...set.changes.threads].flatMap((id) => set.threads.get(id)?.personKey ?? []));
  const missing = [...keys].filter((key) => !set.people.has(key));
  if (missing.length > 0) {
    (await log.findPeople(missing)).forEach((state, key) => set.people.set(key, state));
  }
  return keys;
}

/** Somebody of whom no identity is known yet (a desktop wrote first) is not news to anybody. */
function personEntry(set: WorkingSet, key: PersonKey, isRepeated: boolean): readonly NewEntry[] {
  const state = set.people.get(key);
  if (state === undefined) return [];
  const { person } = state;
  if (person.waId === undefined && person.bsuid === undefined) return [];
  const id = personEntryKey(key);
  const at = Math.max(state.identityAt, state.profileAt);
  return [{ id, kind: 'person.changed', at, body: person, personKey: key, compactionKey: id, isRepeated }];
}

function conversationEntry(set: WorkingSet, id: ConversationId): readonly NewEntry[] {
  const thread = set.threads.get(id);
  if (thread === undefined) return [];
  const { personKey, channelId, ownerUserId, createdAt: at } = thread;
  const key = conversationEntryKey(id);
  const place = { personKey, conversationId: id, ownerUserId, channelId };
  return [
    { id: key, kind: 'conversation.changed', at, body: describeThread(thread), ...place, compactionKey: key },
  ];
}

/** A conversation as desktops know it. */
export function describeThread(thread: ThreadState): Conversation {
  const { id, personKey, channelId, ownerUserId, createdAt } = thread;
  return { id, personKey, channelId, ...(ownerUserId === undefined ? {} : { ownerUserId }), createdAt };
}
