import Sqlite from 'better-sqlite3';
import type { DamagedDatabase } from './damaged-database.ts';
import { type WriteHandle, findRow, inTransaction, listRows, runSql } from './handle.ts';
import { ONLY_HERE } from './table-origins.ts';

/** How much of what only this desktop knew was carried over. */
export type Salvage = {
  readonly drafts: number;
  /** Messages that still wait to be sent, and will be. */
  readonly unsent: number;
  /** Messages that waited and became drafts again, because they could not be trusted. */
  readonly returned: number;
};

type Row = Readonly<Record<string, string | number | null>>;

/** Small tables that say who and where: copied whole, and what the relay tells again is forgotten afterwards. */
const WHO_AND_WHERE = [
  ['meta', 'key'],
  ['channels', 'id'],
  ['people', 'person_key'],
  ['person_identities', 'identity_key'],
] as const;

/** Copies what can be read into a new database and nothing else; the caller forgets of it what the relay tells again. */
export function salvage({ db: from, isTrusted }: DamagedDatabase, to: WriteHandle): Salvage {
  return inTransaction(to, () => {
    if (!isTrusted) return salvageWords(from, to);
    for (const [table, key] of [...WHO_AND_WHERE, ...ONLY_HERE]) copy(from, to, table, key);
    copy(from, to, 'conversations', 'id', `channel_id IN (${quoteAll(listOwnChannels(to))})`);
    const wanted = listRows<{ id: string }>(
      to,
      'SELECT message_id AS id FROM outbox UNION SELECT message_id FROM publish_queue',
    );
    for (const { id } of wanted) {
      copy(from, to, 'messages', 'id', `id = ${quoteAll([id])}`);
      copy(from, to, 'local_media', 'message_id', `message_id = ${quoteAll([id])}`);
    }
    const conversations = listRows<{ id: string }>(
      to,
      `SELECT id FROM conversations UNION SELECT conversation_id FROM messages`,
    );
    for (const { id } of conversations) {
      copy(from, to, 'conversations', 'id', `id = ${quoteAll([id])}`);
      copy(from, to, 'messages', 'sort_key', `conversation_id = ${quoteAll([id])}`);
      // Files that the relay never had: what was sent from here, and what Meta keeps for thirty days only.
      copy(
        from,
        to,
        'local_media',
        'message_id',
        `conversation_id = ${quoteAll([id])} AND source <> 'relay'`,
      );
    }
    dropIncomplete(to);
    return { drafts: count(to, 'drafts'), unsent: count(to, 'outbox'), returned: 0 };
  });
}

/** A job without its message, or the other way round, is neither sent nor shown as waiting. */
function dropIncomplete(to: WriteHandle): void {
  for (const table of ['outbox', 'uploads', 'publish_queue'])
    runSql(to, `DELETE FROM ${table} WHERE message_id NOT IN (SELECT id FROM messages)`);
  runSql(
    to,
    `DELETE FROM messages WHERE status = 'queued' AND is_inbound = 0 AND id NOT IN (SELECT message_id FROM outbox)`,
  );
}

/** Of values that may have been changed: only words, and only into drafts, where somebody reads them before they go out. */
function salvageWords(from: Sqlite.Database, to: WriteHandle): Salvage {
  const drafts = readRows(from, 'drafts', 'conversation_id');
  for (const { conversation_id: id, text, updated_at: at } of drafts) keepWords(to, id, text, at);
  const kept = count(to, 'drafts');
  const jobs = readRows(from, 'outbox', 'row_id');
  let returned = 0;
  for (const { message_id: messageId } of jobs) {
    if (!isSound(messageId)) continue;
    const [message] = readRows(from, 'messages', 'id', `id = ${quoteAll([messageId])}`);
    if (keepWords(to, message?.['conversation_id'], readText(message?.['content']), message?.['at']))
      returned += 1;
  }
  return { drafts: kept, unsent: 0, returned };
}

function keepWords(to: WriteHandle, id: unknown, text: unknown, at: unknown): boolean {
  if (!isSound(id) || !isSound(text) || typeof at !== 'number') return false;
  const before = findRow<{ text: string }>(to, 'SELECT text FROM drafts WHERE conversation_id = :id', { id });
  const joined = before === undefined ? text : `${before.text}\n\n${text}`;
  const sql = 'INSERT OR REPLACE INTO drafts (conversation_id, text, updated_at) VALUES (:id, :joined, :at)';
  return runSql(to, sql, { id, joined, at }) === 1;
}

function readText(content: unknown): unknown {
  try {
    const parsed: unknown = JSON.parse(String(content));
    return typeof parsed === 'object' && parsed !== null && 'text' in parsed ? parsed.text : undefined;
  } catch {
    return undefined;
  }
}

/** What a damaged block turns into is hardly ever text. */
function isSound(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && !/[^\P{Cc}\s]|\ufffd/u.test(value);
}

function listOwnChannels(to: WriteHandle): readonly string[] {
  return listRows<{ id: string }>(to, `SELECT id FROM channels WHERE kind = 'own'`).map(({ id }) => id);
}

/** As far as the columns of both agree: the damaged file may be from before an update. */
function copy(from: Sqlite.Database, to: WriteHandle, table: string, key: string, where = 'TRUE'): void {
  const columns = listColumns(to, table).filter((name) => table !== 'messages' || name !== 'row_id');
  for (const row of readRows(from, table, key, where)) {
    const names = columns.filter((name) => Object.hasOwn(row, name));
    const sql = `INSERT OR IGNORE INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `:${name}`).join(', ')})`;
    runSql(to, sql, Object.fromEntries(names.map((name) => [name, row[name] ?? null])));
  }
}

/** From both ends up to the damage. */
function readRows(from: Sqlite.Database, table: string, key: string, where = 'TRUE'): readonly Row[] {
  const rows: Row[] = [];
  for (const direction of ['ASC', 'DESC']) {
    try {
      const sql = `SELECT * FROM ${table} WHERE ${where} ORDER BY ${key} ${direction}`;
      for (const row of from.prepare<[], Row>(sql).iterate()) rows.push(row);
      return rows;
    } catch (error) {
      if (!(error instanceof Sqlite.SqliteError)) throw error;
    }
  }
  return rows;
}

function listColumns(db: WriteHandle, table: string): readonly string[] {
  return listRows<{ name: string }>(db, `SELECT name FROM pragma_table_info('${table}')`).map(
    ({ name }) => name,
  );
}

function quoteAll(values: readonly string[]): string {
  return values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ');
}

function count(db: WriteHandle, table: string): number {
  return findRow<{ count: number }>(db, `SELECT count(*) AS count FROM ${table}`)?.count ?? 0;
}
