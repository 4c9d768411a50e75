import { type Outcome, type Piece, type WriteQueue, createWaitingLine, settleAll } from '../waiting-line.ts';

/** A transaction that has begun. Any of these may reject: then the whole of it is given up. */
export type OpenTransaction<Verbs> = {
  readonly verbs: Verbs;
  /** Marks the place to which `undo` returns. */
  save(): Promise<void>;
  /** Forgets the mark. */
  release(): Promise<void>;
  /** Takes back everything since the mark, and forgets it. */
  undo(): Promise<void>;
  commit(): Promise<void>;
  /** Gives up. Never rejects. */
  rollback(): Promise<void>;
};

/**
 * Group commit: everything that arrived until a transaction could begin goes into it, so that a hundred writers pay for
 * one flush of the disk, and several relays for one turn at the log. A piece of work that throws is undone alone.
 */
export function createWriteQueue<Verbs>(begin: () => Promise<OpenTransaction<Verbs>>): WriteQueue<Verbs> {
  const line = createWaitingLine<Verbs>(() => {
    running ??= run();
  });
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (!line.isEmpty()) {
      // After the poll phase: every request whose bytes are already here joins this commit.
      await new Promise((resolve) => setImmediate(resolve));
      await runGroup();
    }
    running = undefined;
  }

  async function runGroup(): Promise<void> {
    let pieces: readonly Piece<Verbs>[] = [];
    try {
      const open = await begin();
      pieces = line.take();
      const outcomes = await commitAll(open, pieces);
      settleAll(pieces, outcomes);
    } catch (error) {
      // What cannot begin is not tried again for each: all of them hear at once that the log is out of reach.
      if (pieces.length === 0) pieces = line.take();
      pieces.forEach((piece) => piece.settle({ error }));
    }
  }

  async function commitAll(
    open: OpenTransaction<Verbs>,
    pieces: readonly Piece<Verbs>[],
  ): Promise<readonly Outcome[]> {
    try {
      const [only] = pieces;
      // A piece that is alone needs no mark: undoing it is giving up the whole.
      if (pieces.length === 1 && only !== undefined) {
        const value = await only.work(open.verbs);
        await open.commit();
        return [{ value }];
      }
      const outcomes: Outcome[] = [];
      for (const piece of pieces) outcomes.push(await runPiece(open, piece));
      await open.commit();
      return outcomes;
    } catch (error) {
      await open.rollback();
      throw error;
    }
  }

  async function runPiece(open: OpenTransaction<Verbs>, piece: Piece<Verbs>): Promise<Outcome> {
    await open.save();
    let outcome: Outcome;
    try {
      outcome = { value: await piece.work(open.verbs) };
    } catch (error) {
      await open.undo();
      return { error };
    }
    await open.release();
    return outcome;
  }

  return {
    write: line.write,
    async close() {
      line.close();
      await running;
    },
  };
}
