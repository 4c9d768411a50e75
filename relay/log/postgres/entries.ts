import type { ConversationId } from '../../../shared/domain/ids.ts';
import type { CurrentEntry, LogReader, LogTransaction, NewEntry } from '../relay-log.ts';
import { type KnownEntries, planAppend } from './plan-append.ts';
import { type Sql, toStorableText } from './sql.ts';

type EntryReader = Pick<LogReader, 'findCurrent' | 'listCurrent'>;
type EntryWriter = Pick<
  LogTransaction,
  'findEntryIds' | 'findEntryBodies' | 'findConversationsOfEntries' | 'append'
>;
type CurrentRow = { readonly compaction_key: string; readonly at: number; readonly body: string };

export function createEntryReader(sql: Sql): EntryReader {
  return {
    async findCurrent(keys) {
      const found = new Map<string, CurrentEntry>();
      if (keys.length === 0) return found;
      const rows = await sql<CurrentRow & { readonly place: number }>(
        `SELECT place, compaction_key, at, body FROM unnest($1::text[]) WITH ORDINALITY AS wanted (key, place)
         JOIN events ON compaction_key = key`,
        [keys],
      );
      // By place: a key may be stored in another spelling (sql.ts).
      for (const row of rows) found.set(keys[row.place - 1] ?? '', toCurrent(row));
      return found;
    },
    async listCurrent(prefix) {
      const rows = await sql<CurrentRow>(
        `SELECT compaction_key, at, body FROM events WHERE compaction_key >= $1 AND compaction_key < $2
         ORDER BY compaction_key`,
        [prefix, `${prefix}\u{10FFFF}`],
      );
      return rows.map(toCurrent);
    },
  };
}

/** Numbers are given out here, in the turn of this relay: whatever has a smaller one is visible to everybody already. */
export function createEntryWriter(sql: Sql): EntryWriter {
  return {
    async findEntryIds(ids) {
      if (ids.length === 0) return new Set();
      const rows = await sql<{ readonly place: number }>(
        'SELECT place FROM unnest($1::text[]) WITH ORDINALITY AS wanted (name, place) JOIN events ON id = name',
        [ids],
      );
      return new Set(rows.map(({ place }) => ids[place - 1] ?? ''));
    },
    async findEntryBodies(ids) {
      if (ids.length === 0) return new Map();
      const rows = await sql<{ readonly place: number; readonly body: string }>(
        'SELECT place, body FROM unnest($1::text[]) WITH ORDINALITY AS wanted (name, place) JOIN events ON id = name',
        [ids],
      );
      return new Map(rows.map((row) => [ids[row.place - 1] ?? '', JSON.parse(row.body) as unknown]));
    },
    async findConversationsOfEntries(ids) {
      const found = new Map<string, ConversationId>();
      if (ids.length === 0) return found;
      const rows = await sql<{ readonly place: number; readonly conversation_id: string }>(
        `SELECT place, conversation_id FROM unnest($1::text[]) WITH ORDINALITY AS wanted (name, place)
         JOIN events ON id = name WHERE conversation_id IS NOT NULL`,
        [ids],
      );
      // Written by us as a ConversationId.
      for (const row of rows) found.set(ids[row.place - 1] ?? '', row.conversation_id as ConversationId);
      return found;
    },
    async append(given) {
      if (given.length === 0) return 0;
      const entries = given.map(withStorableNames);
      const { rows, head, appended } = planAppend(entries, await findKnown(sql, entries));
      if (appended === 0) return 0;
      await sql(
        `WITH moved AS (UPDATE log_head SET seq = $1)
         INSERT INTO events (seq, id, kind, person_key, conversation_id, owner_user_id, channel_id, compaction_key, at, body)
         SELECT * FROM unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                              $9::text[], $10::bigint[], $11::text[])
         ON CONFLICT (compaction_key) WHERE compaction_key IS NOT NULL DO UPDATE SET
           seq = excluded.seq, id = excluded.id, kind = excluded.kind, person_key = excluded.person_key,
           conversation_id = excluded.conversation_id, owner_user_id = excluded.owner_user_id,
           channel_id = excluded.channel_id, at = excluded.at, body = excluded.body`,
        [
          head,
          rows.map((row) => row.seq),
          rows.map((row) => row.id),
          rows.map((row) => row.kind),
          rows.map((row) => row.personKey ?? null),
          rows.map((row) => row.conversationId ?? null),
          rows.map((row) => row.ownerUserId ?? null),
          rows.map((row) => row.channelId ?? null),
          rows.map((row) => row.compactionKey ?? null),
          rows.map((row) => row.at),
          rows.map((row) => row.body),
        ],
      );
      return appended;
    },
  };
}

type KnownRow = {
  readonly head: number;
  readonly id: string | null;
  readonly key: string | null;
  readonly seq: number | null;
  readonly body: string | null;
};

/** What is compared with the names in the log must be spelt like them. */
function withStorableNames(entry: NewEntry): NewEntry {
  const { id, compactionKey } = entry;
  return {
    ...entry,
    id: toStorableText(id),
    compactionKey: compactionKey === undefined ? undefined : toStorableText(compactionKey),
  };
}

async function findKnown(sql: Sql, entries: readonly NewEntry[]): Promise<KnownEntries> {
  const keys = entries.flatMap((entry) => entry.compactionKey ?? []);
  const ids = entries.flatMap((entry) => (entry.compactionKey === undefined ? [entry.id] : []));
  // One round trip, and an answer also where nothing is known: the head.
  const rows = await sql<KnownRow>(
    `SELECT log_head.seq AS head, known.* FROM log_head LEFT JOIN (
       SELECT id, NULL AS key, NULL::bigint AS seq, NULL AS body FROM events WHERE id = ANY ($1)
       UNION ALL
       SELECT NULL, compaction_key, seq, body FROM events WHERE compaction_key = ANY ($2)
     ) AS known ON true`,
    [ids, keys],
  );
  return {
    head: rows[0]?.head ?? 0,
    ids: new Set(rows.flatMap((row) => row.id ?? [])),
    current: new Map(
      rows.flatMap(({ key, seq, body }) =>
        key === null || seq === null || body === null ? [] : [[key, { seq, body }] as const],
      ),
    ),
  };
}

function toCurrent(row: CurrentRow): CurrentEntry {
  return { key: row.compaction_key, at: row.at, body: JSON.parse(row.body) as unknown };
}
