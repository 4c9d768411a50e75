import { AppError } from '../../shared/domain/app-error.ts';
import { fileOnRecordResponseSchema, recordFileSchema } from '../../shared/protocol/record-files.ts';
import type { MessageId } from '../../shared/domain/ids.ts';
import type { Changes } from '../db/change-tracker.ts';
import type { Database } from '../db/client.ts';
import type { FilingJob } from '../db/filings.ts';
import type { Log } from '../log.ts';
import type { FoundFile } from '../media/media-desk.ts';
import { decideBackoffMs } from '../sync/backoff.ts';
import type { RelayHttp } from '../sync/relay-http.ts';
import type { PostBytes } from './post-bytes.ts';

export type Filer = {
  /** There may be something new to tell, or the relay can be reached again. */
  wake(): void;
  /** What is under way is told again at the next start. */
  stop(): Promise<void>;
};

type Options = {
  readonly db: Database;
  readonly relay: RelayHttp;
  readonly findFile: (messageId: MessageId) => Promise<FoundFile | undefined>;
  readonly postBytes: PostBytes;
  readonly onChanges: (changes: Changes) => void;
  readonly random: () => number;
  readonly log: Log;
};

/** Tells the relay what the user has put on records, in its order, until it is stopped. Telling again is no harm. */
export function startFiler(options: Options): Filer {
  const { db } = options;
  const stopping = new AbortController();
  let attempt = 0;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isWoken = false;

  const wake = () => {
    isWoken = true;
    clearTimeout(timer);
    if (stopping.signal.aborted || running !== undefined) return;
    running = drain().finally(() => {
      running = undefined;
      // Woken after the last look.
      if (isWoken) wake();
    });
  };

  const drain = async () => {
    try {
      while (isWoken && !stopping.signal.aborted) {
        isWoken = false;
        for (let job = await db.findNextFiling(); job !== undefined; job = await db.findNextFiling()) {
          if (stopping.signal.aborted) return;
          const outcome = await tell(job, options, stopping.signal);
          options.onChanges(await db.settleFiling({ job, outcome }));
          attempt = 0;
        }
      }
    } catch (error) {
      if (stopping.signal.aborted) return;
      options.log.warn('files could not be put on records', {
        code: error instanceof AppError ? error.code : 'internal',
      });
      timer = setTimeout(wake, decideBackoffMs(attempt, options.random));
      attempt += 1;
    }
  };

  wake();
  return {
    wake,
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await running;
    },
  };
}

/** Throws where it is to be tried again. */
async function tell(
  { recordId, messageId, file }: FilingJob,
  { relay, findFile, postBytes }: Options,
  signal: AbortSignal,
): Promise<Parameters<Database['settleFiling']>[0]['outcome']> {
  const path = `/v1/record-files/${encodeURIComponent(recordId)}/${encodeURIComponent(messageId)}`;
  try {
    if (file === undefined)
      return { entry: await relay.request({ method: 'DELETE', path, answer: recordFileSchema }) };
    const { conversationId, name, mimeType, size, sha256 } = file;
    const body = { conversationId, name, mimeType, size, sha256 };
    const answer = await relay.request({ method: 'PUT', path, body, answer: fileOnRecordResponseSchema });
    if (answer.hasBytes) return { entry: answer.entry };
    const found = await findFile(messageId);
    if (found === undefined)
      return { problem: 'The file is no longer on this computer, and nobody else has it.' };
    await postBytes(`${path}/bytes`, found, signal);
    return { entry: answer.entry };
  } catch (error) {
    if (!(error instanceof AppError) || error.retryable || !FINAL.has(error.code)) throw error;
    return { problem: error.message };
  }
}

/** What another attempt does not change. */
const FINAL: ReadonlySet<AppError['code']> = new Set(['not-found', 'invalid-input', 'forbidden', 'conflict']);
