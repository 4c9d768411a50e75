import type { Database } from 'better-sqlite3';
import type { IdentityReader, IdentityWriter } from '../log-identity.ts';

export function createIdentityReader(database: Database): IdentityReader {
  const find = database.prepare<[], string>("SELECT id || '.' || generation FROM log_identity").pluck();
  return {
    async findLogId() {
      return find.get() ?? '';
    },
  };
}

export function createIdentityWriter(database: Database): IdentityWriter {
  const renew = database.prepare('UPDATE log_identity SET generation = lower(hex(randomblob(8)))');
  const abandon = database.prepare("UPDATE outbox SET state = 'in-flight', owner = 'before the restore'");
  return {
    async renewLogId() {
      renew.run();
      abandon.run();
    },
  };
}
