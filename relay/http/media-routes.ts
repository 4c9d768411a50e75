import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { messageIdSchema } from '../../shared/domain/ids.ts';
import { bareType } from '../../shared/domain/media-file-name.ts';
import type { MediaFile } from '../../shared/protocol/events.ts';
import type { mediaResponseSchema } from '../../shared/protocol/http.ts';
import { maySeeConversation } from '../access/sight-book.ts';
import type { RelayContext } from '../context.ts';
import type { MediaState } from '../log/media-log.ts';
import { reportLostMedia, retryMedia } from '../media/repair-media.ts';
import { parseByteRange } from '../../shared/domain/byte-range.ts';
import { describeAttachment } from './content-disposition.ts';
import { getCaller } from './device-auth.ts';
import { RelayRefusal, parseInput } from './relay-refusal.ts';

const paramsSchema = z.object({ messageId: messageIdSchema });

/** What no program mistakes for a page or a script. Anything else goes out as mere bytes. */
const PLAIN_TYPES = /^(?:image\/(?:png|jpeg|webp|gif)|audio\/[\w.+-]+|video\/[\w.+-]+|application\/pdf)$/;

/** Each asks Meta at once. */
const RETRIES_PER_MINUTE = 30;

/** The files of received messages, for desktops that may see their conversation. */
export function createMediaRoutes(context: RelayContext) {
  return async (app: FastifyInstance): Promise<void> => {
    app.route({
      method: ['GET', 'HEAD'],
      url: '/v1/media/:messageId',
      handler: async (request, reply) => send(context, await getMedia(context, request), request, reply),
    });

    const config = { rateLimit: { max: RETRIES_PER_MINUTE, timeWindow: 60_000 } };
    app.post('/v1/media/:messageId/retry', { config }, async (request) => {
      const media = await getMedia(context, request);
      const file = await retryMedia(context, media.file.messageId);
      return { file } satisfies z.infer<typeof mediaResponseSchema>;
    });
  };
}

async function getMedia({ log }: RelayContext, request: FastifyRequest): Promise<MediaState> {
  const { user } = await getCaller(log, request);
  const { messageId } = parseInput(paramsSchema, request.params);
  const media = await log.findMedia(messageId);
  // In the same words for what is hidden and what is not there.
  if (media !== undefined && (await maySeeConversation(log, user.id, media.file.conversationId)))
    return media;
  throw new RelayRefusal('not-found', 'The relay has no file of such a message.');
}

async function send(
  context: RelayContext,
  media: MediaState,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { file, objectId } = media;
  if (objectId === undefined) throw explainAbsence(file);
  const { size = 0, sha256 = '' } = file;
  const etag = `"${sha256}"`;
  void reply.headers({
    etag,
    'accept-ranges': 'bytes',
    // The bytes of a message never change, but who may see them does: a cache asks each time.
    'cache-control': 'private, no-cache',
    'content-type': PLAIN_TYPES.test(bareType(file.mimeType)) ? bareType(file.mimeType) : OCTETS,
    'content-disposition': describeAttachment(file.fileName),
    'x-content-type-options': 'nosniff',
  });
  if (isSame(request.headers['if-none-match'], etag)) return reply.code(304).send();
  const range = readRange(request, etag, size);
  if (range === 'unsatisfiable') return reply.code(416).header('content-range', `bytes */${size}`).send();
  const { start, end } = range ?? { start: 0, end: size - 1 };
  if (range !== undefined) void reply.code(206).header('content-range', `bytes ${start}-${end}/${size}`);
  void reply.header('content-length', end - start + 1);
  if (request.method === 'HEAD' || size === 0) return reply.send();
  const bytes = await context.media.read(objectId, { start, end });
  if (bytes === undefined) throw explainAbsence(await reportLostMedia(context, file.messageId));
  return reply.send(Readable.from(bytes, { objectMode: false }));
}

const OCTETS = 'application/octet-stream';

/** `If-Range` with another tag: the client has part of something else, and gets the whole. */
function readRange({ headers }: FastifyRequest, etag: string, size: number) {
  const condition = headers['if-range'];
  return condition === undefined || condition === etag ? parseByteRange(headers.range, size) : undefined;
}

function isSame(header: string | undefined, etag: string): boolean {
  return header?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag) === true;
}

function explainAbsence({ state, problem }: MediaFile): RelayRefusal {
  const reason = problem === undefined ? '' : ` ${problem}`;
  if (state === 'waiting')
    return new RelayRefusal('unavailable', `The file is not here yet.${reason} It is tried again.`);
  return new RelayRefusal('not-found', `The file is not here.${reason}`);
}
