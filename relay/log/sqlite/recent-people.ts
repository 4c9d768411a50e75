import type { PersonKey } from '../../../shared/domain/ids.ts';
import { type RecentValues, createRecentValues } from '../../recent-values.ts';
import type { LogTransaction, PersonState, Thread, ThreadState } from '../relay-log.ts';

type Reads = 'findIdentities' | 'findPeople' | 'findThreads' | 'findThreadsById';
type Writes = 'savePeople' | 'saveThreads' | 'saveOutbound';

type RecentPeople = Pick<LogTransaction, Exclude<Reads, 'findThreadsById'> | Writes> & {
  /** The file is not what we think: another process wrote, or something was undone. */
  forget(): void;
};

/** People who wrote or were written to last: who writes once writes again. A few hundred bytes each. */
const MOST_PEOPLE = 20_000;

/**
 * The same answers as `log` gives, without asking it again about the people of the last messages. Holds only what was
 * read or written through it, so every write of this process must pass it.
 */
export function rememberPeople(log: Pick<LogTransaction, Reads | Writes>): RecentPeople {
  const holders = createRecentValues<string, PersonKey>(MOST_PEOPLE * 2);
  const people = createRecentValues<PersonKey, PersonState>(MOST_PEOPLE);
  const threads = createRecentValues<string, readonly ThreadState[]>(MOST_PEOPLE);
  return {
    findIdentities: (identities) => findAll(holders, identities, (missing) => log.findIdentities(missing)),
    findPeople: (keys) => findAll(people, keys, (missing) => log.findPeople(missing)),
    async findThreads(pairs) {
      const missing = pairs.filter((pair) => threads.get(nameOf(pair)) === undefined);
      const read = missing.length === 0 ? [] : await log.findThreads(missing);
      const found = pairs.map((pair) => threads.get(nameOf(pair)) ?? ofPair(read, pair));
      for (const pair of missing) threads.set(nameOf(pair), ofPair(read, pair));
      return found.flat();
    },
    async savePeople(saved) {
      await log.savePeople(saved);
      for (const { state, identities } of saved) {
        people.set(state.person.key, state);
        for (const identity of identities) holders.set(identity, state.person.key);
      }
    },
    async saveThreads(saved) {
      await log.saveThreads(saved);
      for (const thread of saved) threads.delete(nameOf(thread));
    },
    async saveOutbound(messages) {
      await log.saveOutbound(messages);
      // It says when a conversation was last written in.
      const ids = new Set(messages.map((message) => message.conversationId));
      for (const thread of await log.findThreadsById([...ids])) threads.delete(nameOf(thread));
    },
    forget() {
      holders.clear();
      people.clear();
      threads.clear();
    },
  };
}

/** Known answers from memory, the others from the log. What the log does not know is asked again the next time. */
async function findAll<Key, Value>(
  recent: RecentValues<Key, Value>,
  keys: readonly Key[],
  read: (missing: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
): Promise<ReadonlyMap<Key, Value>> {
  const found = new Map<Key, Value>();
  const missing: Key[] = [];
  for (const key of keys) {
    const known = recent.get(key);
    if (known === undefined) missing.push(key);
    else found.set(key, known);
  }
  if (missing.length === 0) return found;
  for (const [key, value] of await read(missing)) {
    found.set(key, value);
    recent.set(key, value);
  }
  return found;
}

function ofPair(threads: readonly ThreadState[], pair: Thread): readonly ThreadState[] {
  return threads.filter((thread) => nameOf(thread) === nameOf(pair));
}

function nameOf({ personKey, channelId }: Thread): string {
  return `${personKey} ${channelId}`;
}
