import type { MessageId } from '../../shared/domain/ids.ts';
import type { Database } from '../db/client.ts';
import type { Settled } from '../db/outbox.ts';
import type { UploadJob, UploadOutcome } from '../db/uploads.ts';
import type { Log } from '../log.ts';
import { DamagedFileError, type MediaVault } from './media-vault.ts';
import type { UploadTarget } from './upload-target.ts';
import { watchSilence } from './watch-silence.ts';

export type Uploader = {
  /** There may be something to upload. */
  wake(): void;
  /** Ends what is under way of a message, if anything is. */
  abort(messageId: MessageId): void;
  /** Ends what is under way; it begins again at the next start. */
  stop(): Promise<void>;
};

type Options = {
  readonly db: Database;
  readonly vault: MediaVault;
  readonly targets: Readonly<Record<UploadJob['route'], UploadTarget>>;
  readonly now: () => number;
  readonly random: () => number;
  readonly onProgress: (messageId: MessageId, sent: number, total: number) => void;
  /** A file is with Meta, or will not be: its message can go, or has failed. */
  readonly onSettled: (settled: Pick<Settled, 'changes' | 'mustPublish'>) => void;
  readonly log: Log;
};

/** Files at the same time. */
const CONCURRENCY = 2;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 5 * 60_000;
const LONGEST_TIMER_MS = 60_000;
const PROGRESS_MS = 150;

/** Uploads the files of messages that wait for it, until it is stopped. An upload sends nothing, so it may be repeated. */
export function startUploader(options: Options): Uploader {
  const { db, now } = options;
  const running = new Map<MessageId, { readonly ending: AbortController; readonly done: Promise<void> }>();
  let timer: NodeJS.Timeout | undefined;
  let filling: Promise<void> | undefined;
  let isWoken = false;
  const stopping = new AbortController();

  const report = (error: unknown) => {
    if (!stopping.signal.aborted)
      options.log.error('files could not be uploaded', { message: String(error) });
  };
  const wake = () => {
    isWoken = true;
    if (stopping.signal.aborted || filling !== undefined) return;
    filling = fill()
      .catch(report)
      .finally(() => {
        filling = undefined;
        // Woken after the last look, while the next time was being asked for.
        if (isWoken) wake();
      });
  };

  async function fill(): Promise<void> {
    clearTimeout(timer);
    while (isWoken) {
      isWoken = false;
      while (running.size < CONCURRENCY && !stopping.signal.aborted) {
        const job = await db.findNextUpload({ now: now(), running: [...running.keys()] });
        if (job === undefined) break;
        begin(job);
      }
    }
    const dueAt = await db.findNextUploadDueAt({ now: now() });
    if (dueAt === undefined || stopping.signal.aborted) return;
    timer = setTimeout(wake, Math.min(Math.max(dueAt - now(), 0), LONGEST_TIMER_MS));
  }

  function begin(job: UploadJob): void {
    const ending = new AbortController();
    const done = run(job, ending.signal)
      .catch(report)
      .finally(() => {
        running.delete(job.messageId);
        wake();
      });
    running.set(job.messageId, { ending, done });
  }

  async function run(job: UploadJob, signal: AbortSignal): Promise<void> {
    const { messageId } = job;
    const outcome = await attempt(job, signal, options);
    if (signal.aborted) return;
    options.onSettled(await db.settleUpload({ messageId, outcome, now: now() }));
  }

  wake();
  return {
    wake,
    abort: (messageId) => running.get(messageId)?.ending.abort(),
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      for (const { ending } of running.values()) ending.abort();
      await filling;
      await Promise.all([...running.values()].map(({ done }) => done));
    },
  };
}

async function attempt(job: UploadJob, signal: AbortSignal, options: Options): Promise<UploadOutcome> {
  const { size, object, route, attempts, messageId } = job;
  const silence = watchSilence(signal);
  let toldAt = Number.NEGATIVE_INFINITY;
  async function* watch(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let sent = 0;
    for await (const chunk of bytes) {
      yield chunk;
      silence.heard();
      sent += chunk.length;
      if (performance.now() - toldAt < PROGRESS_MS) continue;
      toldAt = performance.now();
      options.onProgress(messageId, sent, size);
    }
  }
  try {
    const bytes = await options.vault.read(object, size, { start: 0, end: size - 1 });
    const uploaded = await options.targets[route](job, watch(bytes), silence.signal);
    return uploaded.kind === 'later' ? putOff(uploaded.problem, attempts, options.random) : uploaded;
  } catch (error) {
    if (error instanceof DamagedFileError) return { kind: 'refused', problem: error.message };
    return putOff('The connection was lost while the file was sent.', attempts, options.random);
  } finally {
    silence.stop();
  }
}

function putOff(problem: string, attempts: number, random: () => number): UploadOutcome {
  const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempts, 10));
  return { kind: 'later', afterMs: Math.round(pauseMs * (1 + random() / 5)), problem };
}
