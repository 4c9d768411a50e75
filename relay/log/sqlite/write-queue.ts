import type { Database } from 'better-sqlite3';
import { AppError } from '../../../shared/domain/app-error.ts';

type WriteQueue<Transaction> = {
  write<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  /** Refuses new work and resolves when what waits has been committed. */
  close(): Promise<void>;
};

/** What happens to the file, for whoever remembers something of it. */
type Happenings = {
  /** In every new transaction, before any work. */
  readonly onBegun: () => void;
  readonly onCommitted: () => void;
  /** One piece of work was undone; the transaction goes on. */
  readonly onPieceUndone: () => void;
  readonly onRolledBack: () => void;
};

type Waiting<Transaction> = {
  readonly work: (transaction: Transaction) => Promise<unknown>;
  readonly settle: (outcome: Outcome) => void;
};
type Outcome = { readonly value: unknown } | { readonly error: unknown };

/** More than this many pieces of work do not wait: the caller hears at once that the log is busy. */
const MAX_WAITING = 20_000;

/**
 * Group commit: everything that arrived while the last commit ran goes into the next one, so that a hundred writers pay
 * for one flush of the disk. Each piece of work has a savepoint: one that throws is undone alone.
 */
export function createWriteQueue<Transaction>(
  database: Database,
  transaction: Transaction,
  happenings: Happenings,
): WriteQueue<Transaction> {
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const rollback = database.prepare('ROLLBACK');
  const save = database.prepare('SAVEPOINT piece');
  const release = database.prepare('RELEASE piece');
  const undo = database.prepare('ROLLBACK TO piece');
  let waiting: Waiting<Transaction>[] = [];
  let running: Promise<void> | undefined;
  let isClosed = false;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      // After the poll phase: every request whose bytes are already here joins this commit.
      await new Promise((resolve) => setImmediate(resolve));
      const pieces = waiting;
      waiting = [];
      const outcomes = await commitAll(pieces);
      pieces.forEach((piece, index) => piece.settle(outcomes[index] ?? { error: new Error('no outcome') }));
    }
    running = undefined;
  }

  async function commitAll(pieces: readonly Waiting<Transaction>[]): Promise<readonly Outcome[]> {
    try {
      begin.run();
      happenings.onBegun();
      const outcomes: Outcome[] = [];
      for (const piece of pieces) outcomes.push(await runPiece(piece));
      commit.run();
      happenings.onCommitted();
      return outcomes;
    } catch (error) {
      if (database.inTransaction) rollback.run();
      happenings.onRolledBack();
      return pieces.map(() => ({ error }));
    }
  }

  async function runPiece(piece: Waiting<Transaction>): Promise<Outcome> {
    save.run();
    try {
      return { value: await piece.work(transaction) };
    } catch (error) {
      // A full disk ends the whole transaction by itself; then there is no savepoint to return to.
      if (!database.inTransaction) throw error;
      undo.run();
      happenings.onPieceUndone();
      return { error };
    } finally {
      if (database.inTransaction) release.run();
    }
  }

  return {
    write<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
      if (isClosed) return Promise.reject(busy('The relay is stopping.'));
      if (waiting.length >= MAX_WAITING) return Promise.reject(busy('The relay has too much to write.'));
      return new Promise<Result>((resolve, reject) => {
        waiting.push({
          work,
          settle: (outcome) =>
            // The value came from this very work.
            'error' in outcome ? reject(outcome.error) : resolve(outcome.value as Result),
        });
        running ??= run();
      });
    },
    async close() {
      isClosed = true;
      await running;
    },
  };
}

function busy(sentence: string): AppError {
  return new AppError('database', sentence, { retryable: true });
}
