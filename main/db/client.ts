import { Worker } from 'node:worker_threads';
import { AppError } from '../../shared/domain/app-error.ts';
import { DatabaseError } from './database-error.ts';
import type { OpenOptions } from './open-database.ts';
import type { Verbs } from './verbs.ts';
import type { Salvage } from './salvage.ts';
import type { WorkerError, WorkerReply, WorkerRequest, WorkerStart } from './worker-protocol.ts';

type Tail<Parameters extends readonly unknown[]> = Parameters extends readonly [unknown, ...infer Rest]
  ? Rest
  : [];

/** The verbs as main calls them: without the handle, answering later. */
type AsyncVerbs = {
  readonly [Name in keyof Verbs]: (
    ...args: Tail<Parameters<Verbs[Name]>>
  ) => Promise<ReturnType<Verbs[Name]>>;
};

/** The database as main sees it. A verb rejects with AppError, or with DatabaseError when the file or its thread failed. */
export type Database = AsyncVerbs & {
  /** Finishes what was asked before and closes the file. What is asked afterwards is rejected. */
  readonly close: () => Promise<void>;
};

export type StartOptions = OpenOptions & {
  /** The file is damaged: set it aside and begin a new one with what can be read. `onSalvaged` hears what that was. */
  readonly mustRebuild?: boolean;
  readonly onSalvaged?: (salvaged: Salvage) => void;
  /**
   * Once, when the database that was open can no longer be used: its thread has ended by itself, or the file turned out to
   * be damaged. Whoever opened it closes it and opens it anew.
   */
  readonly onLost?: (reason: 'ended' | 'damaged') => void;
  /** Where db.worker is: beside the built main file, or the .ts under Node. */
  readonly workerUrl: URL;
};

/** Batches come and go: without a limit their garbage is what the thread holds most of. */
const resourceLimits = { maxYoungGenerationSizeMb: 6 };

/** Opens the database in its own thread. Rejects with DatabaseError; see its reasons. */
export async function startDatabase(options: StartOptions): Promise<Database> {
  const { path, key, mustRebuild = false } = options;
  const workerData: WorkerStart = { path, key, mustRebuild };
  const worker = new Worker(options.workerUrl, { workerData, name: 'database', resourceLimits });
  const link = new WorkerLink(worker, options.onLost ?? (() => undefined));
  const salvaged = await link.opened;
  if (salvaged !== undefined) options.onSalvaged?.(salvaged);
  return buildProxy(link);
}

function buildProxy(link: WorkerLink): Database {
  const close = () => link.close();
  const verbs = new Map<string, (...args: readonly unknown[]) => Promise<unknown>>();
  // Every name but these is a verb: the type lets no other through, and the thread refuses one that it does not know.
  return new Proxy(Object.create(null) as Database, {
    get(_target, name) {
      if (name === 'close') return close;
      // Asked by `await` and by inspection: this is neither a promise nor anything else in disguise.
      if (typeof name === 'symbol' || name === 'then' || name === 'toJSON') return undefined;
      let verb = verbs.get(name);
      if (verb === undefined) {
        verb = (...args) => link.run(name, args);
        verbs.set(name, verb);
      }
      return verb;
    },
  });
}

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (cause: Error) => void };

const NOT_RUNNING = 'The data on this computer is not open.';

/** One thread, and the calls that wait for it. */
class WorkerLink {
  readonly opened: Promise<Salvage | undefined>;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended: Promise<void>;
  #nextId = 1;
  #isEnding = false;
  #isOpen = false;
  readonly #onLost: (reason: 'ended' | 'damaged') => void;

  constructor(worker: Worker, onLost: (reason: 'ended' | 'damaged') => void) {
    this.#onLost = onLost;
    this.#worker = worker;
    const { promise, resolve, reject } = withResolvers<Salvage | undefined>();
    this.opened = promise;
    this.#ended = new Promise((done) => {
      worker.on('exit', () => {
        const ended = new DatabaseError('failed', NOT_RUNNING);
        reject(ended);
        this.#lose('ended');
        this.#rejectAll(ended);
        done();
      });
    });
    worker.on('error', (cause) => {
      const failed = new DatabaseError(
        'failed',
        'The data on this computer can no longer be used. Restart the app.',
        cause,
      );
      reject(failed);
      this.#lose('ended');
      this.#rejectAll(failed);
    });
    worker.on('message', (message: WorkerReply) => {
      if (message.kind === 'opened') {
        this.#isOpen = true;
        resolve(message.salvaged);
      } else if (message.kind === 'not-opened') reject(restoreError(message.error));
      else this.#settle(message);
    });
  }

  run(verb: string, args: readonly unknown[]): Promise<unknown> {
    if (this.#isEnding) return Promise.reject(new DatabaseError('failed', NOT_RUNNING));
    return new Promise((resolve, reject) => {
      const id = this.#nextId++;
      this.#waiting.set(id, { resolve, reject });
      this.#post({ kind: 'run', id, verb, args });
    });
  }

  close(): Promise<void> {
    if (!this.#isEnding) {
      this.#isEnding = true;
      this.#post({ kind: 'close' });
    }
    return this.#ended;
  }

  #post(request: WorkerRequest): void {
    this.#worker.postMessage(request, []);
  }

  #settle(reply: Extract<WorkerReply, { id: number }>): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.kind === 'value') waiting?.resolve(reply.value);
    else waiting?.reject(restoreError(reply.error));
    if (reply.kind === 'error' && reply.error.reason === 'damaged') this.#lose('damaged');
  }

  /** After a `close` that was asked for nothing is lost. */
  #lose(reason: 'ended' | 'damaged'): void {
    if (!this.#isOpen || this.#isEnding) return;
    this.#isOpen = false;
    this.#onLost(reason);
  }

  #rejectAll(cause: Error): void {
    this.#isEnding = true;
    for (const { reject } of this.#waiting.values()) reject(cause);
    this.#waiting.clear();
  }
}

function restoreError({ code, message, retryable, reason, trace }: WorkerError): AppError {
  const cause = trace === undefined ? undefined : new Error(trace);
  return reason === undefined
    ? new AppError(code, message, { retryable, cause })
    : new DatabaseError(reason, message, cause);
}

type Resolvers<Value> = {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
  readonly reject: (cause: Error) => void;
};

/** `Promise.withResolvers` is not in the oldest runtime that we support. */
function withResolvers<Value>(): Resolvers<Value> {
  let resolve: (value: Value) => void = () => undefined;
  let reject: (cause: Error) => void = () => undefined;
  const promise = new Promise<Value>((onDone, onFailed) => {
    resolve = onDone;
    reject = onFailed;
  });
  return { promise, resolve, reject };
}
