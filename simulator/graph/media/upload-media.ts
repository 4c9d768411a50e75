import { Busboy } from '@fastify/busboy';
import type { PhoneNumber } from '../../world/entities.ts';
import { insertMedia, UPLOAD_LIFE_MS } from '../../world/media-store.ts';
import { ok, refuse, type GraphAnswer } from '../answer.ts';
import type { GraphCall } from '../graph-call.ts';
import { invalidParameter, type MetaError } from '../meta-error.ts';
import { acceptedMimeTypes, limitOfMime } from './media-types.ts';

/** `POST /{phone-number-id}/media`: multipart with `messaging_product`, `type` and a `file` that has a name and a MIME type (reference section 3). */
export async function uploadMedia(call: GraphCall, phoneNumber: PhoneNumber): Promise<GraphAnswer> {
  const { simulation, request } = call;
  const form = await readForm(request.body, request.headers['content-type'] ?? '');
  const file = form?.get('file');
  if (form?.get('messaging_product') !== 'whatsapp')
    return refuse(invalidParameter({ message: 'The parameter messaging_product is required.' }));
  if (!(file instanceof File))
    return refuse(invalidParameter({ message: 'The parameter file is required.' }));
  const error = checkFile(file);
  if (error !== undefined) return refuse(error);
  const bytes = Buffer.from(await file.arrayBuffer());
  const item = insertMedia(simulation.world, simulation.random, simulation.clock, {
    phoneNumberId: phoneNumber.id,
    bytes,
    mimeType: file.type,
    fileName: file.name,
    lifeMs: UPLOAD_LIFE_MS,
  });
  return ok({ id: item.id });
}

// The part's own content type counts; `type` beside it is what the caller says.
function checkFile(file: File): MetaError | undefined {
  const limit = limitOfMime(file.type);
  if (limit === undefined) {
    return invalidParameter({
      message: `Param file must be a file with one of the following types: ${acceptedMimeTypes.join(', ')}. Received file of type '${file.type || 'application/octet-stream'}'.`,
    });
  }
  if (file.size === 0) return invalidParameter({ message: 'Param file must not be empty.' });
  return file.size > limit
    ? invalidParameter({ message: `Param file must be at most ${limit} bytes. Received ${file.size} bytes.` })
    : undefined;
}

/** The parts of a multipart body; undefined for a broken one, which has no parameters: that is what Meta complains about. */
function readForm(body: Buffer, contentType: string): Promise<FormData | undefined> {
  if (!contentType.includes('multipart/form-data')) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const form = new FormData();
    try {
      const parser = new Busboy({ headers: { 'content-type': contentType } });
      parser.on('field', (name, value) => form.set(name, value));
      parser.on('file', (name, stream, fileName, _encoding, mimeType) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () =>
          form.set(name, new File([Buffer.concat(chunks)], fileName, { type: mimeType })),
        );
      });
      parser.on('error', () => resolve(undefined));
      parser.on('finish', () => resolve(form));
      parser.end(body);
    } catch {
      resolve(undefined);
    }
  });
}
