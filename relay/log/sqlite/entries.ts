import type { Database } from 'better-sqlite3';
import type { ConversationId } from '../../../shared/domain/ids.ts';
import type { EntryIds } from './entry-ids.ts';
import type { CurrentEntry, LogReader, LogTransaction, NewEntry } from '../relay-log.ts';

type EntryReader = Pick<LogReader, 'findCurrent' | 'listCurrent'>;
type EntryWriter = Pick<
  LogTransaction,
  'findEntryIds' | 'findEntryBodies' | 'findConversationsOfEntries' | 'append'
>;
type CurrentRow = { readonly compaction_key: string; readonly at: number; readonly body: string };

export function createEntryReader(database: Database): EntryReader {
  const current = database.prepare<[string], CurrentRow>(
    'SELECT compaction_key, at, body FROM events WHERE compaction_key = ?',
  );
  const currentFrom = database.prepare<[string, string], CurrentRow>(
    'SELECT compaction_key, at, body FROM events WHERE compaction_key >= ? AND compaction_key < ? ORDER BY compaction_key',
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
  };
}

export function createEntryWriter(database: Database, ids: EntryIds): EntryWriter {
  const insert = database.prepare(
    `INSERT INTO events (id, kind, person_key, conversation_id, owner_user_id, channel_id, compaction_key, at, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const conversation = database
    .prepare<[number], string | null>('SELECT conversation_id FROM events WHERE seq = ?')
    .pluck();
  const bodyAt = database.prepare<[number], string>('SELECT body FROM events WHERE seq = ?').pluck();
  const older = database.prepare<[string], { seq: number; body: string }>(
    'SELECT seq, body FROM events WHERE compaction_key = ?',
  );
  const remove = database.prepare('DELETE FROM events WHERE seq = ?');

  function append(entry: NewEntry): boolean {
    const body = JSON.stringify(entry.body);
    if (entry.compactionKey !== undefined) return replace(entry, entry.compactionKey, body);
    if (ids.find(entry.id) !== undefined) return false;
    ids.add(entry.id, write(entry, entry.id, body));
    return true;
  }

  function replace(entry: NewEntry, key: string, body: string): boolean {
    const replaced = older.get(key);
    if (replaced?.body === body && entry.isRepeated !== true) return false;
    if (replaced !== undefined) remove.run(replaced.seq);
    // A body that returns to an earlier one is news again: its id must not repeat.
    write(entry, `${key}:${replaced?.seq ?? 0}`, body);
    return true;
  }

  function write(entry: NewEntry, id: string, body: string): number {
    const { lastInsertRowid } = insert.run(
      id,
      entry.kind,
      entry.personKey ?? null,
      entry.conversationId ?? null,
      entry.ownerUserId ?? null,
      entry.channelId ?? null,
      entry.compactionKey ?? null,
      entry.at,
      body,
    );
    return Number(lastInsertRowid);
  }

  return {
    async findEntryIds(wanted) {
      return new Set(wanted.filter((id) => ids.find(id) !== undefined));
    },
    async findEntryBodies(wanted) {
      const found = new Map<string, unknown>();
      for (const id of wanted) {
        const seq = ids.find(id);
        const json = seq === undefined ? undefined : bodyAt.get(seq);
        if (json !== undefined) found.set(id, JSON.parse(json));
      }
      return found;
    },
    async findConversationsOfEntries(wanted) {
      const found = new Map<string, ConversationId>();
      for (const id of wanted) {
        const seq = ids.find(id);
        // Written by us as a ConversationId.
        const of = seq === undefined ? null : (conversation.get(seq) as ConversationId | null | undefined);
        if (of) found.set(id, of);
      }
      return found;
    },
    async append(entries) {
      return entries.filter(append).length;
    },
  };
}

function toCurrent(row: CurrentRow): CurrentEntry {
  return { key: row.compaction_key, at: row.at, body: JSON.parse(row.body) as unknown };
}
