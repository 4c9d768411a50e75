import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parseByteRange } from '../../shared/domain/byte-range.ts';
import { bareType } from '../../shared/domain/media-file-name.ts';
import { describeAttachment } from './content-disposition.ts';

/** What no program mistakes for a page or a script. Anything else goes out as mere bytes. */
const PLAIN_TYPES = /^(?:image\/(?:png|jpeg|webp|gif)|audio\/[\w.+-]+|video\/[\w.+-]+|application\/pdf)$/;
const OCTETS = 'application/octet-stream';

export type FileToSend = {
  readonly fileName: string;
  readonly mimeType: string;
  readonly size: number;
  readonly sha256: string;
  /** Throws a refusal where the bytes are gone. */
  readonly read: (range: {
    readonly start: number;
    readonly end: number;
  }) => Promise<AsyncIterable<Uint8Array>>;
};

/** Answers with a file, or the part of it that was asked for. */
export async function sendFile(
  { fileName, mimeType, size, sha256, read }: FileToSend,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const etag = `"${sha256}"`;
  void reply.headers({
    etag,
    'accept-ranges': 'bytes',
    // The bytes of a message never change, but who may see them does: a cache asks each time.
    'cache-control': 'private, no-cache',
    'content-type': PLAIN_TYPES.test(bareType(mimeType)) ? bareType(mimeType) : OCTETS,
    'content-disposition': describeAttachment(fileName),
    'x-content-type-options': 'nosniff',
  });
  if (isSame(request.headers['if-none-match'], etag)) return reply.code(304).send();
  const range = readRange(request, etag, size);
  if (range === 'unsatisfiable') return reply.code(416).header('content-range', `bytes */${size}`).send();
  const { start, end } = range ?? { start: 0, end: size - 1 };
  if (range !== undefined) void reply.code(206).header('content-range', `bytes ${start}-${end}/${size}`);
  void reply.header('content-length', end - start + 1);
  if (request.method === 'HEAD' || size === 0) return reply.send();
  return reply.send(Readable.from(await read({ start, end }), { objectMode: false }));
}

/** `If-Range` with another tag: the client has part of something else, and gets the whole. */
function readRange({ headers }: FastifyRequest, etag: string, size: number) {
  const condition = headers['if-range'];
  return condition === undefined || condition === etag ? parseByteRange(headers.range, size) : undefined;
}

function isSame(header: string | undefined, etag: string): boolean {
  return header?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag) === true;
}
