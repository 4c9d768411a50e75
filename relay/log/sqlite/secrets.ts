import type { Database } from 'better-sqlite3';
import type { SecretReader, SecretWriter } from '../secret-log.ts';

export function createSecretReader(database: Database): SecretReader {
  const find = database.prepare<[string], string>('SELECT sealed FROM secrets WHERE name = ?').pluck();
  return {
    async findSecret(name) {
      return find.get(name);
    },
  };
}

export function createSecretWriter(database: Database): SecretWriter {
  const save = database.prepare(
    'INSERT INTO secrets (name, sealed) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed',
  );
  const remove = database.prepare('DELETE FROM secrets WHERE name = ?');
  return {
    async saveSecret(name, sealed) {
      save.run(name, sealed);
    },
    async deleteSecret(name) {
      remove.run(name);
    },
  };
}
