import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { messageIdSchema } from '../../shared/domain/ids.ts';
import type { MediaFile } from '../../shared/protocol/events.ts';
import type { mediaResponseSchema } from '../../shared/protocol/http.ts';
import { maySeeConversation } from '../access/sight-book.ts';
import type { RelayContext } from '../context.ts';
import type { MediaState } from '../log/media-log.ts';
import { reportLostMedia, retryMedia } from '../media/repair-media.ts';
import { getCaller } from './device-auth.ts';
import { sendFile } from './send-file.ts';
import { RelayRefusal, parseInput } from './relay-refusal.ts';

const paramsSchema = z.object({ messageId: messageIdSchema });

/** Each asks Meta at once. */
const RETRIES_PER_MINUTE = 30;

/** The files of messages on the company's number, for desktops that may see their conversation. */
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
  { file, objectId }: MediaState,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (objectId === undefined) throw explainAbsence(file);
  const { fileName, mimeType, size = 0, sha256 = '', messageId } = file;
  const read = async (range: { readonly start: number; readonly end: number }) => {
    const bytes = await context.media.read(objectId, range);
    if (bytes === undefined) throw explainAbsence(await reportLostMedia(context, messageId));
    return bytes;
  };
  return sendFile({ fileName, mimeType, size, sha256, read }, request, reply);
}

function explainAbsence({ state, problem }: MediaFile): RelayRefusal {
  const reason = problem === undefined ? '' : ` ${problem}`;
  if (state === 'waiting')
    return new RelayRefusal('unavailable', `The file is not here yet.${reason} It is tried again.`);
  return new RelayRefusal('not-found', `The file is not here.${reason}`);
}
