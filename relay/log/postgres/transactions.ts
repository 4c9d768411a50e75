import type { Pool, PoolClient } from 'pg';
import { assert } from '../../../shared/domain/assert.ts';
import type { OpenTransaction } from './write-queue.ts';
import { toLogError } from './database-error.ts';
import { BEGIN_TURN } from './locks.ts';
import { type Sql, createSql } from './sql.ts';

type Transactions<Verbs> = { begin(): Promise<OpenTransaction<Verbs>> };

/** Told when a transaction appended: what goes into it before the commit, and when it has been committed. */
type Happenings = {
  /** SQL that belongs to the commit, or nothing. */
  readonly beforeCommit: () => string;
  readonly onCommitted: () => void;
  readonly onGivenUp: () => void;
};

/** Transactions on the one connection that writes, one after the other. `createVerbs` is called once. */
export function createTransactions<Verbs>(
  writer: Pool,
  createVerbs: (sql: Sql) => Verbs,
  happenings: Happenings,
): Transactions<Verbs> {
  let client: PoolClient | undefined;
  let isSuspect = false;
  /** A savepoint to release together with the next statement: one round trip less for each piece of work. */
  let hasOldMark = false;
  const onConnection = createSql(() => {
    assert(client !== undefined, 'a transaction is used only while its work runs');
    return client;
  });
  const verbs = createVerbs(async (text, values) => {
    try {
      return await onConnection(text, values);
    } catch (error) {
      // It may be a standby by now, or half gone: the next transaction asks for a new connection.
      isSuspect = true;
      throw error;
    }
  });

  async function run(statements: string): Promise<string | undefined> {
    assert(client !== undefined, 'a transaction has begun');
    try {
      // Several statements in one message have a result each; the type knows of one.
      const answer: unknown = await client.query(statements);
      const last: unknown = Array.isArray(answer) ? answer.at(-1) : answer;
      return (last as { readonly command?: string }).command;
    } catch (error) {
      isSuspect = true;
      throw toLogError(error);
    }
  }

  function finish(): void {
    client?.release(isSuspect);
    client = undefined;
    isSuspect = false;
    hasOldMark = false;
  }

  const open: OpenTransaction<Verbs> = {
    verbs,
    async save() {
      await run(hasOldMark ? 'RELEASE piece; SAVEPOINT piece' : 'SAVEPOINT piece');
      hasOldMark = false;
    },
    async release() {
      hasOldMark = true;
    },
    async undo() {
      await run('ROLLBACK TO piece; RELEASE piece');
    },
    async commit() {
      const command = await run(`${happenings.beforeCommit()}COMMIT`);
      // The server answers so where a statement had failed and the work went on all the same.
      if (command !== 'COMMIT') throw new Error('The transaction was rolled back by the server.');
      finish();
      happenings.onCommitted();
    },
    async rollback() {
      if (!isSuspect) await run('ROLLBACK').catch(() => undefined);
      finish();
      happenings.onGivenUp();
    },
  };

  return {
    async begin() {
      try {
        client = await writer.connect();
      } catch (error) {
        throw toLogError(error);
      }
      try {
        await run(BEGIN_TURN);
        return open;
      } catch (error) {
        finish();
        throw error;
      }
    },
  };
}
