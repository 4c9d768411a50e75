import { AppError } from '../../shared/domain/app-error.ts';
import { relayErrorSchema } from '../../shared/protocol/http.ts';
import type { FoundFile } from '../media/media-desk.ts';
import { watchSilence } from '../media/watch-silence.ts';
import type { PostStream } from '../network/post-stream.ts';
import { parseJson } from '../sync/relay-http.ts';

/** Hands a file to the relay. Throws AppError `invalid-input` where it is not the file that was filed, else retryable. */
export type PostBytes = (path: string, file: FoundFile, signal: AbortSignal) => Promise<void>;

export function createBytesPoster(options: {
  readonly relayUrl: string;
  readonly deviceToken: string;
  readonly userAgent: string;
  readonly post: PostStream;
}): PostBytes {
  return async (path, { size, body }, signal) => {
    const silence = watchSilence(signal);
    async function* watch(): AsyncGenerator<Uint8Array> {
      for await (const chunk of body) {
        yield chunk;
        silence.heard();
      }
    }
    try {
      const { status, text } = await options.post({
        url: `${options.relayUrl}${path}`,
        headers: {
          authorization: `Bearer ${options.deviceToken}`,
          'user-agent': options.userAgent,
          'content-type': 'application/octet-stream',
          'content-length': String(size),
        },
        body: watch(),
        signal: silence.signal,
      });
      if (status < 300) return;
      const refusal = relayErrorSchema.safeParse(parseJson(text)).data?.error;
      const code = status === 400 || status === 404 ? 'invalid-input' : 'relay-refused';
      const message = refusal?.message ?? 'The relay did not take the file now.';
      throw new AppError(code, message, { retryable: code === 'relay-refused' });
    } finally {
      silence.stop();
    }
  };
}
