import { AppError } from '../../shared/domain/app-error.ts';

/** Writes in groups: each piece of work in its turn, all of a group in one commit. */
export type WriteQueue<Verbs> = {
  /** Rejects with what the work threw; with a retryable `database` where the log is busy, stopping or out of reach. */
  write<Result>(work: (verbs: Verbs) => Promise<Result>): Promise<Result>;
  /** Refuses new work and resolves when what waits has been committed. */
  close(): Promise<void>;
};

/** A piece of work that waits for the next group. */
export type Piece<Verbs> = {
  readonly work: (verbs: Verbs) => Promise<unknown>;
  readonly settle: (outcome: Outcome) => void;
};
export type Outcome = { readonly value: unknown } | { readonly error: unknown };

export type WaitingLine<Verbs> = {
  readonly write: WriteQueue<Verbs>['write'];
  /** Everybody who waits; the line is empty then. */
  take(): readonly Piece<Verbs>[];
  isEmpty(): boolean;
  /** Nobody may join any more. */
  close(): void;
};

/** More than this many pieces of work do not wait: the caller hears at once that the log is busy. */
const MAX_WAITING = 20_000;

/** The line before the log, of either engine. `onJoined`: somebody waits. */
export function createWaitingLine<Verbs>(onJoined: () => void): WaitingLine<Verbs> {
  let waiting: Piece<Verbs>[] = [];
  let isClosed = false;
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
        onJoined();
      });
    },
    take() {
      const pieces = waiting;
      waiting = [];
      return pieces;
    },
    isEmpty: () => waiting.length === 0,
    close() {
      isClosed = true;
    },
  };
}

/** Tells each piece what became of it. */
export function settleAll<Verbs>(pieces: readonly Piece<Verbs>[], outcomes: readonly Outcome[]): void {
  pieces.forEach((piece, index) => piece.settle(outcomes[index] ?? { error: new Error('no outcome') }));
}

function busy(sentence: string): AppError {
  return new AppError('database', sentence, { retryable: true });
}
