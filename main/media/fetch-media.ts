import type { MediaJob, MediaObject } from '../db/local-media.ts';
import type { MediaSource, Opened } from './media-source.ts';
import type { MediaPart, MediaVault } from './media-vault.ts';
import { watchSilence } from './watch-silence.ts';

/** What became of one attempt. */
export type Fetched =
  | { readonly kind: 'here'; readonly size: number; readonly sha256: string }
  | { readonly kind: 'gone'; readonly problem: string }
  /** What was written stays, and the next attempt goes on behind it. */
  | { readonly kind: 'later'; readonly problem: string }
  /** What was handed out is not the file; nothing of it is kept. */
  | { readonly kind: 'bad'; readonly problem: string };

/** Source: Meta, media: inbound files have at most 100 MB. */
export const MAX_MEDIA_BYTES = 100 * 1024 * 1024;
/** The database and the system need room too. */
export const LEAST_FREE_BYTES = 256 * 1024 * 1024;

type Options = {
  readonly vault: MediaVault;
  readonly source: MediaSource;
  readonly signal: AbortSignal;
  readonly onProgress: (received: number, total: number | undefined) => void;
};

/** Brings a file here, behind what an earlier attempt has left. Never throws but for `signal` and for bugs. */
export async function fetchMedia(job: MediaJob, object: MediaObject, options: Options): Promise<Fetched> {
  const { vault, signal } = options;
  const silence = watchSilence(signal);
  let fetched: Fetched;
  try {
    fetched = await attempt(job, object, { ...options, signal: silence.signal, onBytes: silence.heard });
  } catch (error) {
    signal.throwIfAborted();
    fetched = { kind: 'later', problem: explain(error) };
  } finally {
    silence.stop();
  }
  if (fetched.kind === 'bad' || fetched.kind === 'gone') await vault.delete(object.objectId);
  return fetched;
}

async function attempt(
  job: MediaJob,
  object: MediaObject,
  options: Options & { readonly onBytes: () => void },
): Promise<Fetched> {
  const { vault, source, signal, onProgress, onBytes } = options;
  if ((await vault.measureFree()) - (job.expectedSize ?? 0) < LEAST_FREE_BYTES) {
    return { kind: 'later', problem: DISK_FULL };
  }
  let part = await vault.openPart(object);
  try {
    // A crash after the last byte.
    if (job.expectedSize === part.keptBytes) return await check(part, job, undefined);
    const opened = await source(job, part.keptBytes, signal);
    if (opened.kind !== 'open') return opened;
    if (opened.from !== part.keptBytes) {
      if (opened.from !== 0)
        return { kind: 'bad', problem: 'The rest of the file does not fit to its beginning.' };
      await part.close();
      await vault.delete(object.objectId);
      part = await vault.openPart(object);
    }
    const total = job.expectedSize ?? opened.size;
    let received = part.keptBytes;
    for await (const bytes of opened.body) {
      onBytes();
      received += bytes.length;
      if (received > MAX_MEDIA_BYTES) return { kind: 'bad', problem: TOO_LARGE };
      await part.write(bytes);
      onProgress(received, total);
    }
    return await check(part, job, opened);
  } finally {
    await part.close();
  }
}

const DISK_FULL = 'This computer’s disk is nearly full. Make room, and the file is fetched.';
const TOO_LARGE = 'The file is larger than the 100 MB that WhatsApp allows.';
const CUT_OFF = 'The connection was lost while the file came.';

async function check(
  part: MediaPart,
  job: MediaJob,
  opened: Extract<Opened, { kind: 'open' }> | undefined,
): Promise<Fetched> {
  const found = await part.finish();
  const expectedSize = job.expectedSize ?? opened?.size;
  if (expectedSize !== undefined && expectedSize !== found.size) {
    return { kind: 'bad', problem: `The file has ${found.size} bytes where ${expectedSize} were announced.` };
  }
  const sums = [job.expectedSha256, opened?.sha256].flatMap((sum) => readSha256(sum) ?? []);
  if (sums.every((sum) => sum === found.sha256)) return { kind: 'here', ...found };
  return { kind: 'bad', problem: 'What was handed out is not the file that was sent.' };
}

/** Meta writes it in base64 in webhooks and in hex elsewhere; anything else says nothing. As hex. */
function readSha256(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (/^[\da-f]{64}$/i.test(text)) return text.toLowerCase();
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === 32 ? bytes.toString('hex') : undefined;
}

function explain(error: unknown): string {
  // Whatever has a code came from the system; what has none came from the connection.
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return DISK_FULL;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return 'The app may not write to its folder on this computer.';
  return CUT_OFF;
}
