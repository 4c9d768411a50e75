import type { IdentityReader, IdentityWriter } from '../log-identity.ts';
import type { Sql } from './sql.ts';

export function createIdentityReader(sql: Sql): IdentityReader {
  return {
    async findLogId() {
      const [row] = await sql<{ readonly id: string }>(
        "SELECT id || '.' || generation AS id FROM log_identity",
      );
      return row?.id ?? '';
    },
  };
}

export function createIdentityWriter(sql: Sql): IdentityWriter {
  return {
    async renewLogId() {
      await sql('UPDATE log_identity SET generation = gen_random_uuid()::text');
      // Nobody has the number 0, and nobody's call lasts since then.
      await sql("UPDATE outbox SET state = 'in-flight', owner = 0, taken_at = 'epoch'");
    },
  };
}
