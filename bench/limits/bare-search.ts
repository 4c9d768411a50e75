import Sqlite from 'better-sqlite3';

export type BareIndex = {
  /** The row ids of everything that matches an FTS5 expression. */
  listMatches(table: 'records_fts' | 'phones_fts' | 'messages_fts', expression: string): readonly number[];
  /** The newest rows of a conversation as they are stored. */
  listNewest(conversationId: string, limit: number): readonly unknown[];
  close(): void;
};

/** The least that a search can cost: the app's own index in the app's own file, asked in this thread for row ids only. */
export function openBareIndex(path: string, key: string): BareIndex {
  const database = new Sqlite(path, { readonly: true });
  database.pragma("cipher = 'sqlcipher'");
  database.pragma('legacy = 4');
  database.pragma(`key = "x'${key}'"`);
  database.pragma('cache_size = -32000');
  const prepare = (table: string) =>
    database.prepare<[string], number>(`SELECT rowid FROM ${table} WHERE ${table} MATCH ?`).pluck();
  const statements = {
    records_fts: prepare('records_fts'),
    phones_fts: prepare('phones_fts'),
    messages_fts: prepare('messages_fts'),
  };
  const newest = database.prepare<[string, number]>(
    'SELECT * FROM messages WHERE conversation_id = ? ORDER BY sort_key DESC LIMIT ?',
  );
  return {
    listNewest: (conversationId, limit) => newest.all(conversationId, limit),
    listMatches: (table, expression) => statements[table].all(expression),
    close: () => void database.close(),
  };
}
