import { AppError } from '../../shared/domain/app-error.ts';
import type { RelayHttp } from '../sync/relay-http.ts';
import type { MediaSource } from './media-source.ts';

/** Fetches the company's files from the relay, from any byte on. */
export function createRelaySource(relay: RelayHttp): MediaSource {
  return async ({ messageId, expectedSha256 }, from, signal) => {
    const isRest = from > 0 && expectedSha256 !== undefined;
    try {
      const { status, headers, body } = await relay.download({
        path: `/v1/media/${encodeURIComponent(messageId)}`,
        // If the relay has other bytes by now, it answers with the whole.
        headers: isRest ? { range: `bytes=${from}-`, 'if-range': `"${expectedSha256}"` } : {},
        signal,
      });
      const length = Number(headers.get('content-length') ?? Number.NaN);
      const start = status === 206 ? from : 0;
      const size = Number.isFinite(length) ? start + length : undefined;
      return { kind: 'open', body, from: start, size, sha256: undefined };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof AppError)) throw error;
      return { kind: error.code === 'not-found' ? 'gone' : 'later', problem: error.message };
    }
  };
}
