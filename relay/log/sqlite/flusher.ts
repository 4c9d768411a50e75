import { closeSync, fdatasync, fdatasyncSync, openSync } from 'node:fs';
import { promisify } from 'node:util';

export type Flusher = {
  /** Resolves when everything that was committed before the call survives the loss of power. */
  flush(): Promise<void>;
  /** After `flush` has settled for the last time. */
  close(): void;
};

/** How the bytes of an open file reach the disk; tests put something slower, or broken, in its place. */
export type Sync = (descriptor: number) => Promise<void>;

type Waiting = { readonly settle: (failure: Error | undefined) => void };

const syncToDisk: Sync = promisify(fdatasync);

/**
 * Flushes a database's write-ahead log off the main thread, so that the next commit is made while the disk still works on
 * the last one. The file must exist; what an earlier process left in it is flushed before this function returns.
 *
 * A disk that failed to flush may have forgotten what it was given, and the next flush would not tell: after the first
 * failure nothing is promised any more, until the relay is started again.
 */
export function createFlusher(walFile: string, sync: Sync = syncToDisk): Flusher {
  // Writable, because Windows flushes nothing else.
  const descriptor = openSync(walFile, 'r+');
  fdatasyncSync(descriptor);
  let waiting: Waiting[] = [];
  let isRunning = false;
  let failure: Error | undefined;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      // All who came while the last flush ran share this one: theirs may have begun before their commit.
      const served = waiting;
      waiting = [];
      failure ??= await trySync(sync, descriptor);
      for (const { settle } of served) settle(failure);
    }
    isRunning = false;
  }

  return {
    flush: () =>
      new Promise((resolve, reject) => {
        waiting.push({ settle: (failed) => (failed === undefined ? resolve() : reject(failed)) });
        if (isRunning) return;
        isRunning = true;
        void run();
      }),
    close: () => closeSync(descriptor),
  };
}

async function trySync(sync: Sync, descriptor: number): Promise<Error | undefined> {
  try {
    await sync(descriptor);
    return undefined;
  } catch (cause) {
    const sentence = 'The disk did not keep what was written. Look at the disk, then start the relay again.';
    // SQLite's own name for it.
    return Object.assign(new Error(sentence, { cause }), { code: 'SQLITE_IOERR_FSYNC' });
  }
}
