import type { Database } from 'better-sqlite3';
import { type Outcome, type Piece, type WriteQueue, createWaitingLine, settleAll } from '../waiting-line.ts';

/** What happens to the file, for whoever remembers something of it. */
type Happenings = {
  /** In every new transaction, before any work. */
  readonly onBegun: () => void;
  /** Resolves when what was committed survives the loss of power. */
  readonly onCommitted: () => Promise<void>;
  /** One piece of work was undone; the transaction goes on. */
  readonly onPieceUndone: () => void;
  readonly onRolledBack: () => void;
};

type Commit = { readonly outcomes: readonly Outcome[]; readonly flushed: Promise<void> };

/**
 * Group commit: everything that arrived while the last commit ran goes into the next one, so that a hundred writers pay
 * for one flush of the disk. While the disk flushes one group, the next one is written, but no third. Each piece of work
 * has a savepoint: one that throws is undone alone.
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
  const line = createWaitingLine<Transaction>(() => {
    if (isRunning) return;
    isRunning = true;
    running = run();
  });
  let isRunning = false;
  let running = Promise.resolve();
  /** Of the group that was committed last. */
  let settled = Promise.resolve();

  async function run(): Promise<void> {
    while (!line.isEmpty()) {
      // After the poll phase: every request whose bytes are already here joins this commit.
      await new Promise((resolve) => setImmediate(resolve));
      const pieces = line.take();
      const written = await commitAll(pieces);
      const before = settled;
      settled = settle(pieces, written);
      await before;
    }
    isRunning = false;
  }

  async function commitAll(pieces: readonly Piece<Transaction>[]): Promise<Commit> {
    try {
      begin.run();
      happenings.onBegun();
      const outcomes: Outcome[] = [];
      for (const piece of pieces) outcomes.push(await runPiece(piece));
      commit.run();
      return { outcomes, flushed: happenings.onCommitted() };
    } catch (error) {
      if (database.inTransaction) rollback.run();
      happenings.onRolledBack();
      return { outcomes: pieces.map(() => ({ error })), flushed: Promise.resolve() };
    }
  }

  async function runPiece(piece: Piece<Transaction>): Promise<Outcome> {
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
    write: line.write,
    async close() {
      line.close();
      await running;
      await settled;
    },
  };
}

/** Never rejects: what goes wrong is told to those whose work it was. */
function settle<Transaction>(pieces: readonly Piece<Transaction>[], { outcomes, flushed }: Commit) {
  return flushed.then(
    () => settleAll(pieces, outcomes),
    (error: unknown) => pieces.forEach((piece) => piece.settle({ error })),
  );
}
