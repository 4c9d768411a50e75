import { parseByteRange } from '../../shared/domain/byte-range.ts';
import { messageIdSchema } from '../../shared/domain/ids.ts';
import type { MessageId } from '../../shared/domain/ids.ts';
import { bareType } from '../../shared/domain/media-file-name.ts';
import { findShownAs } from '../../shared/domain/media-types.ts';
import type { MediaHere } from '../db/local-media.ts';
import type { MediaVault } from './media-vault.ts';

/** An answer for the window. `body` is undefined where there is none. */
export type MediaAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array> | undefined;
};

const PATH = /^\/media\/([\w-]{1,100})(\/bytes)?$/;

/** What a path under `/media/` asks for: a picture, sound or film as what it is, or any file as mere bytes. */
export type MediaAsk = { readonly messageId: MessageId; readonly asBytes: boolean };

/** The message whose file a path of our scheme stands for; undefined for every other path. */
export function parseMediaPath(pathname: string): MediaAsk | undefined {
  const [, name, bytes] = PATH.exec(pathname) ?? [];
  const messageId = name === undefined ? undefined : messageIdSchema.safeParse(name).data;
  return messageId && { messageId, asBytes: bytes !== undefined };
}

/**
 * Answers with the file of a message, or with a part of it, so that sound and pictures can be begun anywhere. Only types
 * that cannot carry a script, unless mere bytes are asked for, which neither a page nor a worker can be made of (`nosniff`).
 */
export async function serveMedia(
  here: MediaHere | undefined,
  vault: MediaVault,
  rangeHeader: string | undefined,
  asBytes = false,
): Promise<MediaAnswer> {
  if (here === undefined || (!asBytes && findShownAs(here.mimeType) === undefined)) return refuse(404);
  const { size, mimeType } = here;
  const type = asBytes ? 'application/octet-stream' : bareType(mimeType);
  const headers = { ...COMMON, 'content-type': type, 'accept-ranges': 'bytes' };
  const range = parseByteRange(rangeHeader, size);
  if (range === 'unsatisfiable') {
    return { ...refuse(416), headers: { ...COMMON, 'content-range': `bytes */${size}` } };
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  const body = await vault.read(here, size, { start, end });
  const length = { 'content-length': String(end - start + 1) };
  if (range === undefined) return { status: 200, headers: { ...headers, ...length }, body };
  const place = { 'content-range': `bytes ${start}-${end}/${size}` };
  return { status: 206, headers: { ...headers, ...length, ...place }, body };
}

const COMMON = {
  'x-content-type-options': 'nosniff',
  // Decrypted bytes stay out of every cache on disk.
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
} as const;

function refuse(status: number): MediaAnswer {
  return { status, headers: COMMON, body: undefined };
}
