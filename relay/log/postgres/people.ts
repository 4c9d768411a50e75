import type { PersonKey } from '../../../shared/domain/ids.ts';
import { writeOwners } from '../owners-column.ts';
import type { LogReader, LogTransaction, PersonState } from '../relay-log.ts';
import type { Sql } from './sql.ts';
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

export function createPeopleReader(sql: Sql): PeopleReader {
  return {
    async findIdentities(identities) {
      const found = new Map<string, PersonKey>();
      if (identities.length === 0) return found;
      const rows = await sql<{ readonly place: number; readonly person_key: string }>(
        `SELECT place, person_key FROM unnest($1::text[]) WITH ORDINALITY AS wanted (name, place)
         JOIN identities ON identity = name`,
        [identities],
      );
      // By place: an identity may be stored in another spelling (sql.ts).
      for (const row of rows) found.set(identities[row.place - 1] ?? '', row.person_key as PersonKey);
      return found;
    },
    async findPeople(keys) {
      const found = new Map<PersonKey, PersonState>();
      if (keys.length === 0) return found;
      const rows = await sql<{ readonly person_key: string; readonly state: string }>(
        'SELECT person_key, state FROM people WHERE person_key = ANY ($1)',
        [keys],
      );
      for (const row of rows) found.set(row.person_key as PersonKey, JSON.parse(row.state) as PersonState);
      return found;
    },
    async findThreads(pairs) {
      if (pairs.length === 0) return [];
      const rows = await sql<ThreadRow>(
        `SELECT threads.* FROM unnest($1::text[], $2::text[]) AS wanted (person_key, channel_id)
         JOIN threads USING (person_key, channel_id)`,
        [pairs.map((pair) => pair.personKey), pairs.map((pair) => pair.channelId)],
      );
      return rows.map(toThread);
    },
    async findThreadsById(ids) {
      if (ids.length === 0) return [];
      const rows = await sql<ThreadRow>('SELECT * FROM threads WHERE conversation_id = ANY ($1)', [ids]);
      return rows.map(toThread);
    },
    async listThreadsOfOwner(ownerUserId, limit) {
      const rows = await sql<ThreadRow>('SELECT * FROM threads WHERE owner_user_id = $1 LIMIT $2', [
        ownerUserId,
        limit,
      ]);
      return rows.map(toThread);
    },
    async countThreadsOfOwner(ownerUserId) {
      const rows = await sql<{ count: number }>(
        'SELECT count(*)::int AS count FROM threads WHERE owner_user_id = $1',
        [ownerUserId],
      );
      return rows[0]?.count ?? 0;
    },
  };
}

export function createPeopleWriter(sql: Sql): Pick<LogTransaction, 'savePeople' | 'saveThreads'> {
  return {
    async savePeople(people) {
      if (people.length === 0) return;
      // One statement may not touch a row twice: of several claims the last one counts.
      const states = new Map(people.map(({ state }) => [state.person.key, JSON.stringify(state)]));
      await sql(
        `INSERT INTO people (person_key, state) SELECT * FROM unnest($1::text[], $2::text[])
         ON CONFLICT (person_key) DO UPDATE SET state = excluded.state`,
        [[...states.keys()], [...states.values()]],
      );
      const holders = new Map(
        people.flatMap(({ state, identities }) =>
          identities.map((name) => [name, state.person.key] as const),
        ),
      );
      if (holders.size === 0) return;
      await sql(
        `INSERT INTO identities (identity, person_key) SELECT * FROM unnest($1::text[], $2::text[])
         ON CONFLICT (identity) DO UPDATE SET person_key = excluded.person_key`,
        [[...holders.keys()], [...holders.values()]],
      );
    },
    async saveThreads(threads) {
      if (threads.length === 0) return;
      const rows = [...new Map(threads.map((thread) => [thread.id, thread])).values()];
      await sql(
        `INSERT INTO threads (conversation_id, person_key, channel_id, owner_user_id, former_owners, created_at)
         SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[])
         ON CONFLICT (conversation_id) DO UPDATE
         SET owner_user_id = excluded.owner_user_id, former_owners = excluded.former_owners`,
        [
          rows.map((thread) => thread.id),
          rows.map((thread) => thread.personKey),
          rows.map((thread) => thread.channelId),
          rows.map((thread) => thread.ownerUserId ?? null),
          rows.map((thread) => writeOwners(thread.formerOwners)),
          rows.map((thread) => thread.createdAt),
        ],
      );
    },
  };
}
