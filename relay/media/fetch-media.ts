import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../shared/domain/app-error.ts';
import { describeMetaError } from '../../shared/whatsapp/errors.ts';
import { readMetaError } from '../../shared/whatsapp/read-meta-error.ts';
import type { ActiveCompany } from '../company/active-company.ts';
import type { MediaState } from '../log/media-log.ts';
import type { MediaStore } from './media-store.ts';
import { openDownload } from './open-download.ts';

export type Fetched =
  | { readonly kind: 'ready'; readonly objectId: string; readonly size: number; readonly sha256: string }
  /** Meta no longer has it. */
  | { readonly kind: 'gone'; readonly problem: string }
  | { readonly kind: 'try-later'; readonly problem: string }
  /** What Meta hands out is not what was sent, or more than we take. */
  | { readonly kind: 'bad'; readonly problem: string; readonly isFinal: boolean };

/** Source: Meta, media: inbound files have at most 100 MB (131052 above). */
export const MAX_MEDIA_BYTES = 100 * 1024 * 1024;
/** Meta's link lives five minutes; a call begun in the last seconds would meet it dead. */
const URL_LIFE_MS = 4.5 * 60_000;

const addressSchema = z.object({
  url: z.url({ protocol: /^https?$/ }),
  sha256: z.string().optional().catch(undefined),
  file_size: z.coerce.number().int().nonnegative().optional().catch(undefined),
});

/** Brings one file from Meta into the store. Never throws but for `signal`: what goes wrong is an outcome. */
export async function fetchMedia(
  media: MediaState,
  options: {
    readonly active: ActiveCompany;
    readonly store: MediaStore;
    readonly now: () => number;
    readonly signal: AbortSignal;
  },
): Promise<Fetched> {
  const { active, now } = options;
  const isFresh = media.attempts === 0 && now() - media.receivedAt < URL_LIFE_MS;
  if (media.url !== undefined && isFresh) {
    const fetched = await download(media, media.url, undefined, options);
    // The webhook's own link may be dead already: its id has another.
    if (fetched !== 'link-dead') return fetched;
  }
  const address = await askAddress(media, active);
  if ('kind' in address) return address;
  const { url, sha256, file_size: size } = address;
  const fetched = await download(media, url, { sha256, size }, options);
  if (fetched !== 'link-dead') return fetched;
  return { kind: 'try-later', problem: 'Meta’s link to the file does not work.' };
}

async function askAddress(
  media: MediaState,
  { graph, config }: ActiveCompany,
): Promise<z.infer<typeof addressSchema> | Fetched> {
  const outcome = await graph.get(encodeURIComponent(media.mediaId), {
    phone_number_id: config.phoneNumberId,
  });
  if (outcome.kind !== 'answer') return { kind: 'try-later', problem: 'Meta cannot be reached.' };
  const error = readMetaError(outcome.body);
  if (error?.code === 100) return { kind: 'gone', problem: 'Meta no longer has this file.' };
  if (error !== undefined) {
    return {
      kind: 'try-later',
      problem: `Meta does not hand out the file: ${describeMetaError(error).cause}.`,
    };
  }
  const address = addressSchema.safeParse(outcome.body);
  if (address.success) return address.data;
  return { kind: 'try-later', problem: 'Meta did not say where the file is.' };
}

type Told = { readonly sha256: string | undefined; readonly size: number | undefined };

async function download(
  media: MediaState,
  url: string,
  told: Told | undefined,
  options: Parameters<typeof fetchMedia>[1],
): Promise<Fetched | 'link-dead'> {
  const ending = new AbortController();
  const signal = AbortSignal.any([options.signal, ending.signal]);
  const check = createCheck();
  try {
    const opened = await openDownload(url, options.active.config, signal);
    if (opened.kind !== 'open') return opened.kind === 'link-dead' ? 'link-dead' : opened;
    const objectId = await options.store.write(check.pass(opened.body));
    const found = check.finish();
    const problem = compare(found, media.expectedSha256, told, opened.length);
    if (problem === undefined) return { kind: 'ready', objectId, ...found };
    await options.store.delete(objectId);
    return { kind: 'bad', problem, isFinal: false };
  } catch (error) {
    options.signal.throwIfAborted();
    if (check.isTooLarge()) return { kind: 'bad', problem: TOO_LARGE, isFinal: true };
    const problem = error instanceof AppError ? error.message : 'The connection to Meta was lost.';
    return { kind: 'try-later', problem };
  } finally {
    // A body that nobody reads to its end would keep its connection.
    ending.abort();
  }
}

const TOO_LARGE = 'The file is larger than the 100 MB that WhatsApp allows.';

/** Counts and hashes what passes, and stops what is too large. */
function createCheck() {
  const hash = createHash('sha256');
  let size = 0;
  return {
    async *pass(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const chunk of source) {
        size += chunk.length;
        if (size > MAX_MEDIA_BYTES) throw new Error(TOO_LARGE);
        hash.update(chunk);
        yield chunk;
      }
    },
    isTooLarge: () => size > MAX_MEDIA_BYTES,
    finish: () => ({ size, sha256: hash.digest('hex') }),
  };
}

function compare(
  { size, sha256 }: { readonly size: number; readonly sha256: string },
  expectedSha256: string | undefined,
  told: Told | undefined,
  length: number | undefined,
): string | undefined {
  const expectedSize = told?.size ?? length;
  if (expectedSize !== undefined && expectedSize !== size) {
    return `The file that Meta hands out has ${size} bytes where ${expectedSize} were announced.`;
  }
  const sums = [expectedSha256, told?.sha256].flatMap((sum) => readSha256(sum) ?? []);
  return sums.every((sum) => sum === sha256)
    ? undefined
    : 'The file that Meta hands out is not the one that was sent.';
}

/** Meta writes it in base64 in webhooks and in hex elsewhere; anything else says nothing. As hex. */
function readSha256(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (/^[\da-f]{64}$/i.test(text)) return text.toLowerCase();
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === 32 ? bytes.toString('hex') : undefined;
}
