import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../shared/domain/app-error.ts';
import { buildUploadForm, judgeUpload } from '../../shared/whatsapp/media-upload.ts';
import { type ActiveCompany, USER_AGENT } from '../company/active-company.ts';

/** How long nothing may go to Meta and nothing come. Longer than a desktop may be silent: that is told first. */
const SILENCE_MS = 120_000;

/**
 * Passes a file on to Meta while it comes, and answers Meta's id of it. Nothing of it is kept here: once its message is taken, it is fetched back. Throws AppError
 * `meta-refused` with Meta's reason, or `meta-unreachable`, which may be tried again: an id that nobody uses is nothing.
 */
export async function uploadMedia(
  { config }: ActiveCompany,
  file: { readonly mimeType: string; readonly size: number; readonly bytes: Readable },
): Promise<string> {
  const form = buildUploadForm(file.mimeType, randomBytes(24).toString('hex'));
  const length = Buffer.byteLength(form.head) + file.size + Buffer.byteLength(form.tail);
  const { graphUrl, graphVersion, phoneNumberId, accessToken } = config;
  const url = `${graphUrl}/v${graphVersion.replace(/^v/i, '')}/${phoneNumberId}/media`;
  const headers = {
    authorization: `Bearer ${accessToken}`,
    'user-agent': USER_AGENT,
    'content-type': form.contentType,
    'content-length': length,
  };
  const { status, text } = await post(url, headers, frame(form, file));
  const uploaded = judgeUpload(status, parseJson(text));
  if (uploaded.kind === 'uploaded') return uploaded.mediaId;
  const code = uploaded.kind === 'refused' ? 'meta-refused' : 'meta-unreachable';
  throw new AppError(code, uploaded.problem, { retryable: uploaded.kind === 'later' });
}

async function* frame(
  form: { readonly head: string; readonly tail: string },
  { bytes, size }: { readonly bytes: Readable; readonly size: number },
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(form.head);
  let passed = 0;
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    passed += chunk.length;
    yield chunk;
  }
  if (passed !== size) throw new Error('The desktop sent another number of bytes than it announced.');
  yield Buffer.from(form.tail);
}

/** By Node's own client, because `fetch` takes no body of a known length that is not in memory. */
async function post(
  url: string,
  headers: Record<string, string | number>,
  body: AsyncIterable<Uint8Array>,
): Promise<{ readonly status: number; readonly text: string }> {
  const start = url.startsWith('https:') ? requestTls : requestPlain;
  const request = start(url, { method: 'POST', headers, timeout: SILENCE_MS });
  request.once('timeout', () => request.destroy());
  try {
    const answered = once(request, 'response');
    // Meta may answer before it has read everything, and then end the connection.
    const sent = pipeline(Readable.from(body), request).catch(() => undefined);
    // Node's promise of the event's only argument.
    const [response] = (await answered) as [IncomingMessage];
    const chunks: Uint8Array[] = [];
    for await (const chunk of response as AsyncIterable<Uint8Array>) chunks.push(chunk);
    await sent;
    return { status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() };
  } catch (cause) {
    throw new AppError('meta-unreachable', 'The file did not reach Meta. Try again.', {
      cause,
      retryable: true,
    });
  } finally {
    request.destroy();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
