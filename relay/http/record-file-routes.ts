import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import {
  crmFileParamsSchema,
  type fileOnRecordResponseSchema,
  fileOnRecordSchema,
  recordFileParamsSchema,
} from '../../shared/protocol/record-files.ts';
import type { RelayContext } from '../context.ts';
import { keepRecordFile } from '../records/keep-record-file.ts';
import { fileOnRecord, findRecordFile, takeOffRecord } from '../records/record-files.ts';
import type { createApiKeyGate } from './api-key-auth.ts';
import { allowLongBody } from './body-deadline.ts';
import { getCaller } from './device-auth.ts';
import { RelayRefusal, parseInput } from './relay-refusal.ts';
import { sendFile } from './send-file.ts';
import { MAX_UPLOAD_BYTES } from './upload-routes.ts';

const PATH = '/v1/record-files/:recordId/:messageId';
const UPLOADS_PER_MINUTE = 60;

/** The files on records: consultants put them there, everybody who sees the record has them, and so has the CRM. */
export function createRecordFileRoutes(context: RelayContext, admit: ReturnType<typeof createApiKeyGate>) {
  const readPlace = (request: FastifyRequest) => parseInput(recordFileParamsSchema, request.params);
  return async (app: FastifyInstance): Promise<void> => {
    app.put(PATH, async (request) => {
      const { user } = await getCaller(context.log, request);
      const asked = { ...parseInput(fileOnRecordSchema, request.body), userId: user.id };
      const answer: z.infer<typeof fileOnRecordResponseSchema> = await fileOnRecord(
        context,
        readPlace(request),
        asked,
      );
      return answer;
    });

    app.delete(PATH, async (request) => {
      await getCaller(context.log, request);
      return takeOffRecord(context, readPlace(request));
    });

    app.get(PATH, async (request, reply) => {
      await getCaller(context.log, request);
      return send(context, readPlace(request), request, reply);
    });

    const crm = { onRequest: admit('histories:read') };
    app.get('/v1/records/:id/files/:messageId', crm, async (request, reply) => {
      const { id: recordId, messageId } = parseInput(crmFileParamsSchema, request.params);
      return send(context, { recordId, messageId }, request, reply);
    });

    await app.register(async (inner) => {
      // Of this route alone: the body is read by nobody before it is known who sends it.
      inner.removeAllContentTypeParsers();
      inner.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
      const config = { rateLimit: { max: UPLOADS_PER_MINUTE, timeWindow: 60_000 } };
      inner.post(`${PATH}/bytes`, { config, bodyLimit: MAX_UPLOAD_BYTES }, async (request) => {
        await getCaller(context.log, request);
        allowLongBody(request.raw);
        // What the parser of this route hands on.
        await keepRecordFile(context, readPlace(request), request.body as Readable);
        return {};
      });
    });
  };
}

async function send(
  { log, media }: RelayContext,
  place: z.infer<typeof recordFileParamsSchema>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const filed = (await findRecordFile(log, place))?.file;
  if (filed === undefined) throw new RelayRefusal('not-found', 'No such file is on this record.');
  const objectId = (await log.findMedia(place.messageId))?.objectId;
  if (objectId === undefined) throw ABSENT;
  const { name: fileName, mimeType, size, sha256 } = filed;
  const read = async (range: { readonly start: number; readonly end: number }) => {
    const bytes = await media.read(objectId, range);
    if (bytes === undefined) throw ABSENT;
    return bytes;
  };
  return sendFile({ fileName, mimeType, size, sha256, read }, request, reply);
}

const ABSENT = new RelayRefusal(
  'unavailable',
  'The file is on the record, but its contents are still on the computer of the colleague who filed it.',
);
