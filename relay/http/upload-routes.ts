import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { AppError } from '../../shared/domain/app-error.ts';
import { judgeOutboundFile } from '../../shared/domain/outbound-files.ts';
import { type uploadResponseSchema, uploadHeadersSchema } from '../../shared/protocol/http.ts';
import { NOT_SET_UP } from '../company/company-number.ts';
import type { RelayContext } from '../context.ts';
import { uploadMedia } from '../media/upload-media.ts';
import { allowLongBody } from './body-deadline.ts';
import { getCaller } from './device-auth.ts';
import { RelayRefusal, parseInput } from './relay-refusal.ts';

/** Source: Meta, media: the largest document. */
export const MAX_UPLOAD_BYTES = 100 * 1024 * 1024;
/** Files on their way to Meta at the same time. None of them is held in memory. */
const MAX_UPLOADS = 16;
const UPLOADS_PER_MINUTE = 60;

/** Files that consultants send on the company's number: passed on to Meta as they come. */
export function createUploadRoutes({ log, company }: RelayContext) {
  let uploads = 0;
  return async (app: FastifyInstance): Promise<void> => {
    // Of this route alone: the body is read by nobody before it is known who sends it.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    const config = { rateLimit: { max: UPLOADS_PER_MINUTE, timeWindow: 60_000 } };
    app.post('/v1/uploads', { config, bodyLimit: MAX_UPLOAD_BYTES }, async (request) => {
      await getCaller(log, request);
      allowLongBody(request.raw);
      const file = readFile(request);
      const active = company.find();
      if (active === undefined) throw new AppError('not-set-up', company.describe()?.problem ?? NOT_SET_UP);
      if (uploads >= MAX_UPLOADS) {
        throw new RelayRefusal('unavailable', 'The relay is sending many files. Yours is tried again.');
      }
      uploads += 1;
      try {
        const mediaId = await uploadMedia(active, file);
        return { mediaId } satisfies z.infer<typeof uploadResponseSchema>;
      } finally {
        uploads -= 1;
      }
    });
  };
}

function readFile({ headers, body }: FastifyRequest) {
  const { 'content-type': mimeType, 'content-length': size } = parseInput(uploadHeadersSchema, headers);
  if (size > MAX_UPLOAD_BYTES) throw new RelayRefusal('too-large', 'A file has at most 100 MB.');
  // Without a name, so that the type alone decides.
  const judged = judgeOutboundFile({ fileName: '', size, mimeType });
  if (!judged.ok) throw new RelayRefusal('invalid-input', judged.problem);
  // What the parser of this route hands on.
  return { mimeType: judged.mimeType, size, bytes: body as Readable };
}
