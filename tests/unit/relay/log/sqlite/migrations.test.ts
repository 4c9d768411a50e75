import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { personKeyForPhone } from '../../../../../shared/domain/ids.ts';
import { MIGRATIONS } from '../../../../../relay/log/sqlite/schema.ts';
import { append, makeEntry, makeLogDirectory, openTestLog } from './sqlite-log-harness.ts';

test.each(MIGRATIONS.map((_, index) => index + 1).filter((version) => version < MIGRATIONS.length))(
  'A log of version %i is brought up to date with all that it holds, and its numbers go on.',
  async (version) => {
    const directory = makeLogDirectory();
    makeOldLog(directory, version);
    const log = openTestLog(directory);
    const { entries } = await log.readFeed(0, { maxEvents: 10, maxBytes: 10_000 });
    // The bodies are what this test wrote.
    const read = entries.map(({ json }) => JSON.parse(json) as { seq: number; id: string });
    expect(read.map(({ seq, id }) => [seq, id])).toEqual([
      [1, 'received:1'],
      [3, 'person:1:0'],
    ]);
    expect(await append(log, makeEntry('received:1'), makeEntry('received:2'))).toBe(1);
    // Number 4 was given to a row that is gone.
    expect(await log.findHead()).toBe(5);
  },
);

function makeOldLog(directory: string, version: number): void {
  const database = new Database(path.join(directory, 'relay.db'));
  database.function('person_key_of', (digits) => personKeyForPhone(String(digits)));
  for (const migration of MIGRATIONS.slice(0, version)) database.exec(migration);
  database.pragma(`user_version = ${version}`);
  database.exec(`
    INSERT INTO events (id, kind, compaction_key, at, body) VALUES
      ('received:1', 'message.received', NULL, 1, '{}'),
      ('other:1', 'webhook.other', NULL, 1, '{}'),
      ('person:1:0', 'person.changed', 'person:1', 1, '{}'),
      ('gone', 'message.received', NULL, 1, '{}');
    DELETE FROM events WHERE id = 'gone';
  `);
  database.close();
}
