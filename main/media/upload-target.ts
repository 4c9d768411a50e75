import { randomBytes } from 'node:crypto';
import { relayErrorSchema, uploadResponseSchema } from '../../shared/protocol/http.ts';
import { type Uploaded, buildUploadForm, judgeUpload } from '../../shared/whatsapp/media-upload.ts';
import type { UploadJob } from '../db/uploads.ts';
import { parseJson } from '../sync/relay-http.ts';
import type { PostStream } from '../network/post-stream.ts';
import type { FindOwnAccess } from '../settings/own-access.ts';

/** A place that takes files for Meta. Rejects where there is no answer. */
export type UploadTarget = (
  job: UploadJob,
  bytes: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
) => Promise<Uploaded>;

/** The relay, for the company's number. */
export function createRelayTarget(options: {
  readonly relayUrl: string;
  readonly deviceToken: string;
  readonly userAgent: string;
  readonly post: PostStream;
}): UploadTarget {
  return async ({ mimeType, size }, body, signal) => {
    const { status, text } = await options.post({
      url: `${options.relayUrl}/v1/uploads`,
      headers: {
        authorization: `Bearer ${options.deviceToken}`,
        'user-agent': options.userAgent,
        'content-type': mimeType,
        'content-length': String(size),
      },
      body,
      signal,
    });
    const json = parseJson(text);
    const uploaded = uploadResponseSchema.safeParse(json);
    if (status === 200 && uploaded.success) return { kind: 'uploaded', mediaId: uploaded.data.mediaId };
    const refusal = relayErrorSchema.safeParse(json).data?.error;
    if (refusal === undefined || status >= 500 || status === 429 || status === 401) {
      return { kind: 'later', problem: refusal?.message ?? 'The relay did not take the file now.' };
    }
    return { kind: 'refused', problem: refusal.message };
  };
}

/** Meta, for the user's own number. */
export function createMetaTarget(options: {
  readonly findAccess: FindOwnAccess;
  readonly graphUrl: string | undefined;
  readonly userAgent: string;
  readonly post: PostStream;
}): UploadTarget {
  return async ({ mimeType, size, channelId }, bytes, signal) => {
    const access = await options.findAccess();
    if (access?.phoneNumberId !== channelId) {
      return { kind: 'refused', problem: 'This WhatsApp number is not set up on this computer.' };
    }
    const form = buildUploadForm(mimeType, randomBytes(24).toString('hex'));
    const length = Buffer.byteLength(form.head) + size + Buffer.byteLength(form.tail);
    const root = (options.graphUrl ?? 'https://graph.facebook.com').replace(/\/+$/, '');
    const { status, text } = await options.post({
      url: `${root}/v${access.graphVersion.replace(/^v/i, '')}/${encodeURIComponent(channelId)}/media`,
      headers: {
        authorization: `Bearer ${access.token}`,
        'user-agent': options.userAgent,
        'content-type': form.contentType,
        'content-length': String(length),
      },
      body: frame(form, bytes),
      signal,
    });
    return judgeUpload(status, parseJson(text));
  };
}

async function* frame(
  { head, tail }: { readonly head: string; readonly tail: string },
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(head);
  yield* bytes;
  yield Buffer.from(tail);
}
