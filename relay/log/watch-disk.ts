import { AppError } from '../../shared/domain/app-error.ts';
import type { RelayLogger } from '../logger.ts';
import { LogUnavailable } from './log-unavailable.ts';
import type { RelayLog } from './relay-log.ts';

/**
 * Whether what the log writes reaches the disk. `failing` is damage or a permission that is missing; `out-of-reach` a database
 * server that is away, or one that only reads.
 */
export type DiskState = 'writable' | 'full' | 'failing' | 'out-of-reach';

export type WatchedLog = {
  readonly log: RelayLog;
  /** What the last attempts at a commit showed. */
  readonly diskState: () => DiskState;
};

/** While the disk refuses, we try it this often: a relay that no longer gets webhooks must notice when it may again. */
const PROBE_MS = 2_000;

/**
 * A log that knows the state of its disk, tells each change of it once, and looks by itself whether the trouble is over.
 * Callers hear of a disk's trouble as an AppError that may be retried.
 */
export function watchDisk(log: RelayLog, logger: RelayLogger, probeMs = PROBE_MS): WatchedLog {
  let state: DiskState = 'writable';
  let refused = 0;
  let probe: NodeJS.Timeout | undefined;

  function noteTrouble(seen: Trouble, error: unknown): void {
    refused += 1;
    if (seen === state) return;
    state = seen;
    clearInterval(probe);
    logger.error(
      { state, error },
      `the ${PLACES[seen]} takes no writes: webhooks are refused, and Meta keeps them`,
    );
    probe = setInterval(() => void lookAgain(), probeMs);
  }

  /** Only a probe ends a trouble: a commit that had nothing new to write says nothing about the disk. */
  async function lookAgain(): Promise<void> {
    try {
      await attempt(() => log.probe());
    } catch {
      return;
    }
    clearInterval(probe);
    if (state !== 'writable') logger.info({ refused }, `the ${PLACES[state]} takes writes again`);
    state = 'writable';
    refused = 0;
  }

  async function attempt<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      const trouble = findTrouble(error);
      if (trouble === undefined) throw error;
      noteTrouble(trouble, error);
      throw new AppError('database', SENTENCES[trouble], { retryable: true, cause: error });
    }
  }

  return {
    diskState: () => state,
    log: {
      ...log,
      write: (work) => attempt(() => log.write(work)),
      probe: () => attempt(() => log.probe()),
      async close() {
        clearInterval(probe);
        await log.close();
      },
    },
  };
}

type Trouble = Exclude<DiskState, 'writable'>;

const PLACES: Record<Trouble, string> = { full: 'disk', failing: 'disk', 'out-of-reach': 'database' };

const SENTENCES: Record<Trouble, string> = {
  full: 'The disk of the relay is full. Whoever runs it has to make room.',
  failing: 'The relay cannot write to its disk. Whoever runs it has to look at its log.',
  'out-of-reach': 'The relay cannot reach its database. Whoever runs it has to look at both.',
};

/** SQLite's result codes by name, and the SQLSTATE classes 53 (out of resources) and 58 (system error) of PostgreSQL. */
function findTrouble(error: unknown): Trouble | undefined {
  const code = codeOf(error);
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT|53100)/.test(code)) return 'full';
  const isFailing = /^(SQLITE_(IOERR|READONLY|CANTOPEN|CORRUPT|NOTADB|PERM)|58\w{3}$|XX00[12]$)/.test(code);
  if (isFailing) return 'failing';
  return error instanceof LogUnavailable ? 'out-of-reach' : undefined;
}

function codeOf(error: unknown): string {
  if (error instanceof LogUnavailable) return error.reason;
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
