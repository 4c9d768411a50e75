import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../../shared/domain/app-error.ts';
import { assert } from '../../shared/domain/assert.ts';
import { DatabaseError } from './database-error.ts';
import type { WriteHandle } from './handle.ts';
import { type OpenOptions, openDatabase } from './open-database.ts';
import { type VerbName, verbs } from './verbs.ts';
import type { WorkerError, WorkerReply, WorkerRequest } from './worker-protocol.ts';

/* The thread that owns the file. It does one thing after the other, in the order in which it was asked. */

assert(parentPort !== null, 'this file is started as a worker');
const port = parentPort;

// Ours: `startDatabase` is the only one that starts this thread.
serve(workerData as OpenOptions);

function serve(options: OpenOptions): void {
  let db: WriteHandle;
  try {
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
  reply({ kind: 'opened' });
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
  if (isSqliteError(cause)) {
    const message = `The data on this computer could not be read or written (${cause.code}).`;
    return { code: 'database', message, retryable: false, reason: 'failed', trace: traceOf(cause) };
  }
  const message = 'Something went wrong inside the app.';
  return { code: 'internal', message, retryable: false, trace: traceOf(cause) };
}

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
