import { AppError } from '../../../shared/domain/app-error.ts';

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

export type WriteQueue<Verbs> = {
  write<Result>(work: (verbs: Verbs) => Promise<Result>): Promise<Result>;
  /** Refuses new work and resolves when what waits has been committed. */
  close(): Promise<void>;
};

type Waiting<Verbs> = {
  readonly work: (verbs: Verbs) => Promise<unknown>;
  readonly settle: (outcome: Outcome) => void;
};
type Outcome = { readonly value: unknown } | { readonly error: unknown };

/** More than this many pieces of work do not wait: the caller hears at once that the log is busy. */
const MAX_WAITING = 20_000;

/**
 * Group commit: everything that arrived until a transaction could begin goes into it, so that a hundred writers pay for
 * one flush of the disk, and several relays for one turn at the log. A piece of work that throws is undone alone.
 */
export function createWriteQueue<Verbs>(begin: () => Promise<OpenTransaction<Verbs>>): WriteQueue<Verbs> {
  let waiting: Waiting<Verbs>[] = [];
  let running: Promise<void> | undefined;
  let isClosed = false;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      // After the poll phase: every request whose bytes are already here joins this commit.
      await new Promise((resolve) => setImmediate(resolve));
      await runGroup();
    }
    running = undefined;
  }

  async function runGroup(): Promise<void> {
    let pieces: readonly Waiting<Verbs>[] = [];
    try {
      const open = await begin();
      pieces = takeWaiting();
      const outcomes = await commitAll(open, pieces);
      pieces.forEach((piece, index) => piece.settle(outcomes[index] ?? { error: new Error('no outcome') }));
    } catch (error) {
      // What cannot begin is not tried again for each: all of them hear at once that the log is out of reach.
      if (pieces.length === 0) pieces = takeWaiting();
      pieces.forEach((piece) => piece.settle({ error }));
    }
  }

  function takeWaiting(): readonly Waiting<Verbs>[] {
    const pieces = waiting;
    waiting = [];
    return pieces;
  }

  async function commitAll(
    open: OpenTransaction<Verbs>,
    pieces: readonly Waiting<Verbs>[],
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

  async function runPiece(open: OpenTransaction<Verbs>, piece: Waiting<Verbs>): Promise<Outcome> {
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
    write<Result>(work: (verbs: Verbs) => Promise<Result>): Promise<Result> {
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
