// A worker that does the least which a searchable, encrypted message can cost: the same texts in the same batches into
// one table with the same full-text index and the same settings as the app's cache, and nothing else.
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { generateTexts } from '../load/sentences.ts';

export type BareInserts = {
  readonly path: string;
  readonly key: string;
  readonly count: number;
  readonly batch: number;
};

// Ours: the bench is the only one that starts this worker.
const { path, key, count, batch } = workerData as BareInserts;
const database = new Database(path);
database.pragma("cipher = 'sqlcipher'");
database.pragma('legacy = 4');
database.pragma(`key = "x'${key}'"`);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = NORMAL');
database.pragma('secure_delete = ON');
database.pragma('temp_store = MEMORY');
database.pragma('cache_size = -32000');
database.exec(`
  CREATE TABLE messages (row_id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
  CREATE VIRTUAL TABLE messages_fts USING fts5(
    text, content='messages', content_rowid='row_id', tokenize='unicode61 remove_diacritics 2', prefix='2 3'
  );
  CREATE TRIGGER messages_fts_insert AFTER INSERT ON messages BEGIN
    INSERT INTO messages_fts (rowid, text) VALUES (new.row_id, new.text);
  END;`);
const insert = database.prepare('INSERT INTO messages (text) VALUES (?)');
const insertAll = database.transaction((texts: readonly string[]) =>
  texts.forEach((text) => insert.run(text)),
);

const texts = [...generateTexts(count)];
const startedAt = performance.now();
for (let first = 0; first < count; first += batch) insertAll(texts.slice(first, first + batch));
const seconds = (performance.now() - startedAt) / 1_000;
database.close();
parentPort?.postMessage(seconds);
