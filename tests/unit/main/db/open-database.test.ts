import { readFileSync, writeFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { findRow, inTransaction, listRows, runSql } from '../../../../main/db/handle.ts';
import { MIGRATIONS, migrate, readVersion } from '../../../../main/db/migrate.ts';
import type { Migration } from '../../../../main/db/migration.ts';
import { openDatabase } from '../../../../main/db/open-database.ts';
import { BEGINNING, NOW, entry, received, tell } from './story.ts';
import { TEST_KEY, createTestDatabase, createTestPath } from './test-database.ts';

const OTHER_KEY = 'f'.repeat(64);

describe('openDatabase', () => {
  it('writes nothing that could be read without the key', () => {
    const path = createTestPath();
    const db = openDatabase({ path, key: TEST_KEY });
    tell(db, ...BEGINNING, entry(20, 'message.received', received('secret', NOW)));
    db.close();
    const bytes = readFileSync(path);
    expect(bytes.subarray(0, 15).toString()).not.toBe('SQLite format 3');
    expect(bytes.includes('Okafor')).toBe(false);
    expect(bytes.includes('Inbound secret')).toBe(false);
  });

  it('sets what WAL does not imply on a new file', () => {
    const db = createTestDatabase();
    const settings = [
      'journal_mode',
      'synchronous',
      'wal_autocheckpoint',
      'foreign_keys',
      'secure_delete',
      'busy_timeout',
    ].map((name) => db.pragma(name, { simple: true }));
    expect(settings).toEqual(['wal', 1, 8000, 1, 1, 5000]);
  });

  it('refuses another key and leaves the file as it was', () => {
    const path = createTestPath();
    const first = openDatabase({ path, key: TEST_KEY });
    tell(first, ...BEGINNING);
    first.close();
    const bytes = readFileSync(path);
    for (const key of [OTHER_KEY, undefined]) {
      expect(() => openDatabase({ path, key })).toThrow(
        expect.objectContaining({ code: 'database', reason: 'unreadable' }),
      );
    }
    expect(readFileSync(path).equals(bytes)).toBe(true);
    openDatabase({ path, key: TEST_KEY }).close();
  });

  it.each([
    ['text', Buffer.from('this is a letter and not a database. '.repeat(300))],
    ['an unencrypted database', plainDatabase()],
  ])('refuses %s', (_name, bytes) => {
    const path = createTestPath();
    writeFileSync(path, bytes);
    expect(() => openDatabase({ path, key: TEST_KEY })).toThrow(
      expect.objectContaining({ reason: 'unreadable' }),
    );
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it('says that a folder that is not there has failed', () => {
    const path = `${createTestPath()}/missing/cache.db`;
    expect(() => openDatabase({ path, key: TEST_KEY })).toThrow(
      expect.objectContaining({ reason: 'failed' }),
    );
  });

  it('refuses a database that a newer version has made', () => {
    const path = createTestPath();
    const newer = openDatabase({ path, key: TEST_KEY });
    newer.pragma(`user_version = ${MIGRATIONS.length + 1}`);
    newer.close();
    expect(() => openDatabase({ path, key: TEST_KEY })).toThrow(
      expect.objectContaining({ reason: 'from-future' }),
    );
  });
});

function plainDatabase(): Buffer {
  const db = new Sqlite(':memory:');
  db.exec('CREATE TABLE letters (id INTEGER)');
  const bytes = db.serialize();
  db.close();
  return bytes;
}

describe('migrate', () => {
  it('numbers its steps from 1 without a gap', () => {
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  });

  it.each(MIGRATIONS.map(({ version }) => version - 1))(
    'reaches the newest version from version %i',
    (version) => {
      const db = openEmpty();
      migrate(db, MIGRATIONS.slice(0, version));
      expect(readVersion(db)).toBe(version);
      migrate(db);
      expect(readVersion(db)).toBe(MIGRATIONS.length);
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(db.pragma('foreign_key_check')).toEqual([]);
      tell(db, ...BEGINNING);
      db.close();
    },
  );

  it('keeps the steps that succeeded and nothing of the one that failed', () => {
    const db = openEmpty();
    const broken: Migration = {
      version: MIGRATIONS.length + 1,
      up: (handle) => {
        handle.exec('CREATE TABLE half (id INTEGER) STRICT');
        handle.exec('CREATE TABLE half (id INTEGER) STRICT');
      },
    };
    expect(() => migrate(db, [...MIGRATIONS, broken])).toThrow('already exists');
    expect(readVersion(db)).toBe(MIGRATIONS.length);
    expect(findRow(db, `SELECT 1 AS found FROM sqlite_schema WHERE name = 'half'`)).toBeUndefined();
    db.close();
  });

  it('makes every table of its own strict', () => {
    const db = createTestDatabase();
    const sql = `SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'`;
    expect(listRows(db, sql)).toEqual([]);
  });
});

/** A database without a single table. */
function openEmpty() {
  const db = openDatabase({ path: ':memory:', key: undefined });
  const objects = listRows<{ type: string; name: string }>(
    db,
    `SELECT type, name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%\\_fts\\_%' ESCAPE '\\'`,
  );
  db.pragma('foreign_keys = OFF');
  for (const { name } of objects) db.exec(`DROP TABLE ${name}`);
  db.pragma('foreign_keys = ON');
  db.pragma('user_version = 0');
  return db;
}

describe('inTransaction', () => {
  it('undoes everything when the work throws', () => {
    const db = createTestDatabase();
    const work = () => {
      runSql(db, `INSERT INTO meta (key, value) VALUES ('a', 'b')`);
      throw new Error('stop');
    };
    expect(() => inTransaction(db, work)).toThrow('stop');
    expect(findRow(db, `SELECT value FROM meta WHERE key = 'a'`)).toBeUndefined();
  });
});
