import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../../shared/domain/app-error.ts';
import { assert } from '../../shared/domain/assert.ts';
import { DatabaseError } from './database-error.ts';
import type { WriteHandle } from './handle.ts';
import { DAMAGED, isDamage, openDatabase } from './open-database.ts';
import { finishRebuild, rebuildDatabase } from './rebuild-database.ts';
import type { Salvage } from './salvage.ts';
import { type VerbName, verbs } from './verbs.ts';
import type { WorkerError, WorkerReply, WorkerRequest, WorkerStart } from './worker-protocol.ts';

/* The thread that owns the file. It does one thing after the other, in the order in which it was asked. */

assert(parentPort !== null, 'this file is started as a worker');
const port = parentPort;

// Ours: `startDatabase` is the only one that starts this thread.
serve(workerData as WorkerStart);

function serve({ mustRebuild, ...options }: WorkerStart): void {
  let db: WriteHandle;
  let salvaged: Salvage | undefined;
  try {
    finishRebuild(options.path);
    if (mustRebuild) salvaged = rebuildDatabase(options);
    db = openDatabase(options);
  } catch (cause) {
    reply({ kind: 'not-opened', error: describeError(cause) });
    port.close();
    return;
  }
  port.on('message', (request: WorkerRequest) => {
    if (request.kind === 'run') {
      reply(run(db, request));
      return;
    }
    // Terminating the thread instead could catch it in the middle of a call into SQLite.
    db.pragma('optimize');
    db.close();
    port.close();
  });
  reply({ kind: 'opened', ...(salvaged === undefined ? {} : { salvaged }) });
}

function run(db: WriteHandle, request: Extract<WorkerRequest, { kind: 'run' }>): WorkerReply {
  const { id, verb, args } = request;
  try {
    assert(Object.hasOwn(verbs, verb), 'the client names only verbs of the record');
    // The types of name and arguments were checked where the call was written (client.ts).
    const call = verbs[verb as VerbName] as (db: WriteHandle, ...args: readonly unknown[]) => unknown;
    return { kind: 'value', id, value: call(db, ...args) };
  } catch (cause) {
    return { kind: 'error', id, error: describeError(cause) };
  }
}

/** Nothing of the cause crosses but what AppError says: SQL and values could hold a person's words. */
function describeError(cause: unknown): WorkerError {
  if (cause instanceof DatabaseError) {
    return { code: cause.code, message: cause.message, retryable: cause.retryable, reason: cause.reason };
  }
  if (cause instanceof AppError)
    return { code: cause.code, message: cause.message, retryable: cause.retryable };
  if (isSqliteError(cause) && isDamage(cause.code)) {
    return { code: 'database', message: DAMAGED, retryable: false, reason: 'damaged', trace: traceOf(cause) };
  }
  if (isSqliteError(cause) && FULL.has(cause.code)) {
    return { code: 'database', message: DISK_FULL, retryable: true, reason: 'full' };
  }
  if (isSqliteError(cause)) {
    const message = `The data on this computer could not be read or written (${cause.code}).`;
    return { code: 'database', message, retryable: false, reason: 'failed', trace: traceOf(cause) };
  }
  const message = 'Something went wrong inside the app.';
  return { code: 'internal', message, retryable: false, trace: traceOf(cause) };
}

/** What SQLite says when a write does not fit: on the disk, or into what the system allows this user. */
const FULL = new Set(['SQLITE_FULL', 'SQLITE_IOERR_WRITE']);
const DISK_FULL =
  'The disk of this computer is full, so nothing new can be kept. Make room on it; what is here is safe, and the app goes on by itself.';

function traceOf(cause: unknown): string {
  if (!(cause instanceof Error)) return typeof cause;
  const frames = cause.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  return [cause.name, ...frames].join('\n');
}

function isSqliteError(cause: unknown): cause is Error & { readonly code: string } {
  return cause instanceof Error && cause.name === 'SqliteError' && 'code' in cause;
}

function reply(message: WorkerReply): void {
  port.postMessage(message, []);
}
