import type { Database } from 'better-sqlite3';
import type { PersonKey } from '../../../shared/domain/ids.ts';
import { writeOwners } from '../owners-column.ts';
import type { LogReader, LogTransaction, PersonState } from '../relay-log.ts';
import { type ThreadRow, toThread } from '../rows/thread-row.ts';

type PeopleReader = Pick<
  LogReader,
  | 'findIdentities'
  | 'findPeople'
  | 'findThreads'
  | 'findThreadsById'
  | 'listThreadsOfOwner'
  | 'countThreadsOfOwner'
>;

/* The casts in this file bring back the brands of values that only this file's writer stored. */

export function createPeopleReader(database: Database): PeopleReader {
  const identity = database
    .prepare<[string], string>('SELECT person_key FROM identities WHERE identity = ?')
    .pluck();
  const person = database.prepare<[string], string>('SELECT state FROM people WHERE person_key = ?').pluck();
  const threads = database.prepare<[string, string], ThreadRow>(
    'SELECT * FROM threads WHERE person_key = ? AND channel_id = ?',
  );
  const thread = database.prepare<[string], ThreadRow>('SELECT * FROM threads WHERE conversation_id = ?');
  const ofOwner = database.prepare<[string, number], ThreadRow>(
    'SELECT * FROM threads WHERE owner_user_id = ? LIMIT ?',
  );
  const countOfOwner = database
    .prepare<[string], number>('SELECT count(*) FROM threads WHERE owner_user_id = ?')
    .pluck();
  return {
    async findIdentities(identities) {
      const found = new Map<string, PersonKey>();
      for (const name of identities) {
        const key = identity.get(name) as PersonKey | undefined;
        if (key !== undefined) found.set(name, key);
      }
      return found;
    },
    async findPeople(keys) {
      const found = new Map<PersonKey, PersonState>();
      for (const key of keys) {
        const state = person.get(key);
        if (state !== undefined) found.set(key, JSON.parse(state) as PersonState);
      }
      return found;
    },
    async findThreads(pairs) {
      return pairs.flatMap((pair) => threads.all(pair.personKey, pair.channelId).map(toThread));
    },
    async findThreadsById(ids) {
      return ids.flatMap((id) => thread.all(id).map(toThread));
    },
    async listThreadsOfOwner(ownerUserId, limit) {
      return ofOwner.all(ownerUserId, limit).map(toThread);
    },
    async countThreadsOfOwner(ownerUserId) {
      return countOfOwner.get(ownerUserId) ?? 0;
    },
  };
}

export function createPeopleWriter(database: Database): Pick<LogTransaction, 'savePeople' | 'saveThreads'> {
  const savePerson = database.prepare(
    'INSERT INTO people (person_key, state) VALUES (?, ?) ON CONFLICT (person_key) DO UPDATE SET state = excluded.state',
  );
  const saveIdentity = database.prepare(
    `INSERT INTO identities (identity, person_key) VALUES (?, ?)
     ON CONFLICT (identity) DO UPDATE SET person_key = excluded.person_key`,
  );
  const saveThread = database.prepare(
    `INSERT INTO threads (conversation_id, person_key, channel_id, owner_user_id, former_owners, created_at)
     VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (conversation_id) DO UPDATE
     SET owner_user_id = excluded.owner_user_id, former_owners = excluded.former_owners`,
  );
  return {
    async savePeople(people) {
      for (const { state, identities } of people) {
        savePerson.run(state.person.key, JSON.stringify(state));
        for (const identity of identities) saveIdentity.run(identity, state.person.key);
      }
    },
    async saveThreads(threads) {
      for (const { id, personKey, channelId, ownerUserId, formerOwners, createdAt } of threads) {
        const former = writeOwners(formerOwners);
        saveThread.run(id, personKey, channelId, ownerUserId ?? null, former, createdAt);
      }
    },
  };
}
