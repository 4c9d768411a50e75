import type { Database } from 'better-sqlite3';
import type { ConversationId } from '../../../shared/domain/ids.ts';
import type {
  CurrentEntry,
  FeedLimits,
  FeedPage,
  LogReader,
  LogTransaction,
  NewEntry,
} from '../relay-log.ts';

type EntryReader = Pick<
  LogReader,
  'findCurrent' | 'listCurrent' | 'findEntryIds' | 'findConversationsOfEntries'
>;
type CurrentRow = { readonly compaction_key: string; readonly at: number; readonly body: string };

export function createEntryReader(database: Database): EntryReader {
  const current = database.prepare<[string], CurrentRow>(
    'SELECT compaction_key, at, body FROM events WHERE compaction_key = ?',
  );
  const currentFrom = database.prepare<[string, string], CurrentRow>(
    'SELECT compaction_key, at, body FROM events WHERE compaction_key >= ? AND compaction_key < ? ORDER BY compaction_key',
  );
  const exists = database.prepare<[string], { id: string }>('SELECT id FROM events WHERE id = ?');
  const conversation = database.prepare<[string], { conversation_id: string | null }>(
    'SELECT conversation_id FROM events WHERE id = ?',
  );
  return {
    async findCurrent(keys) {
      const found = new Map<string, CurrentEntry>();
      for (const key of keys) {
        const row = current.get(key);
        if (row !== undefined) found.set(key, toCurrent(row));
      }
      return found;
    },
    async listCurrent(prefix) {
      return currentFrom.all(prefix, `${prefix}\u{10FFFF}`).map(toCurrent);
    },
    async findEntryIds(ids) {
      return new Set(ids.filter((id) => exists.get(id) !== undefined));
    },
    async findConversationsOfEntries(ids) {
      const found = new Map<string, ConversationId>();
      for (const id of ids) {
        const row = conversation.get(id);
        // Written by us as a ConversationId.
        if (row?.conversation_id) found.set(id, row.conversation_id as ConversationId);
      }
      return found;
    },
  };
}

export function createEntryWriter(database: Database): Pick<LogTransaction, 'append'> {
  const insert = database.prepare(
    `INSERT INTO events (id, kind, person_key, conversation_id, owner_user_id, channel_id, compaction_key, at, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
  );
  const older = database.prepare<[string], { seq: number; body: string }>(
    'SELECT seq, body FROM events WHERE compaction_key = ?',
  );
  const remove = database.prepare('DELETE FROM events WHERE seq = ?');

  function append(entry: NewEntry): number {
    const body = JSON.stringify(entry.body);
    const key = entry.compactionKey;
    let id = entry.id;
    if (key !== undefined) {
      const replaced = older.get(key);
      if (replaced?.body === body) return 0;
      // A body that returns to an earlier one is news again: its id must not repeat.
      id = `${key}:${replaced?.seq ?? 0}`;
      if (replaced !== undefined) remove.run(replaced.seq);
    }
    return insert.run(
      id,
      entry.kind,
      entry.personKey ?? null,
      entry.conversationId ?? null,
      entry.ownerUserId ?? null,
      entry.channelId ?? null,
      key ?? null,
      entry.at,
      body,
    ).changes;
  }

  return {
    async append(entries) {
      let appended = 0;
      for (const entry of entries) appended += append(entry);
      return appended;
    },
  };
}

type FeedRow = {
  readonly seq: number;
  readonly id: string;
  readonly kind: string;
  readonly at: number;
  readonly body: string;
};

/** Pages of the log for desktops. Bodies are passed through as text: nothing is parsed on the way out. */
export function createFeedReader(database: Database) {
  const head = database.prepare<[], { head: number | null }>('SELECT max(seq) AS head FROM events').pluck();
  const rows = database.prepare<[number, number], FeedRow>(
    `SELECT seq, id, kind, at, body FROM events
     WHERE seq > ? AND kind NOT IN ('webhook.other', 'company.changed') ORDER BY seq LIMIT ?`,
  );
  const findHead = () => Number(head.get() ?? 0);
  // One snapshot for both questions: an entry committed in between would be passed by the cursor unseen.
  const readPage = database.transaction((after: number, limits: FeedLimits): FeedPage => {
    const newest = findHead();
    const events: string[] = [];
    let bytes = 0;
    for (const row of rows.iterate(after, limits.maxEvents + 1)) {
      const json = toRawEvent(row);
      bytes += json.length;
      const isFull = events.length === limits.maxEvents || (events.length > 0 && bytes > limits.maxBytes);
      if (isFull) return { events, cursor: row.seq - 1, head: newest };
      events.push(json);
    }
    return { events, cursor: Math.max(after, newest), head: newest };
  });
  return { findHead, readPage };
}

function toRawEvent({ seq, id, kind, at, body }: FeedRow): string {
  return `{"seq":${seq},"id":${JSON.stringify(id)},"kind":${JSON.stringify(kind)},"at":${at},"body":${body}}`;
}

function toCurrent(row: CurrentRow): CurrentEntry {
  return { key: row.compaction_key, at: row.at, body: JSON.parse(row.body) as unknown };
}
