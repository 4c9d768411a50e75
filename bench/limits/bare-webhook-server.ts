// Bodies into SQLite with synchronous=FULL. Arguments: folder, secret.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { startBareReceiver } from './bare-receiver.ts';

const [folder = '', secret = ''] = process.argv.slice(2);
const database = new Database(join(folder, 'bare.db'));
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.pragma('wal_autocheckpoint = 8000');
database.exec('CREATE TABLE bodies (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT');
const insert = database.prepare('INSERT INTO bodies (body) VALUES (?)');
startBareReceiver(
  secret,
  database.transaction((bodies: readonly Buffer[]) => bodies.forEach((body) => insert.run(body))),
);
