import type { SecretReader, SecretWriter } from '../secret-log.ts';
import type { Sql } from './sql.ts';

export function createSecretReader(sql: Sql): SecretReader {
  return {
    async findSecret(name) {
      const [row] = await sql<{ readonly sealed: string }>('SELECT sealed FROM secrets WHERE name = $1', [
        name,
      ]);
      return row?.sealed;
    },
  };
}

export function createSecretWriter(sql: Sql): SecretWriter {
  return {
    async saveSecret(name, sealed) {
      await sql(
        'INSERT INTO secrets (name, sealed) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed',
        [name, sealed],
      );
    },
    async deleteSecret(name) {
      await sql('DELETE FROM secrets WHERE name = $1', [name]);
    },
  };
}
