import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { AddressRefused, type HookNetworks } from './hook-networks.ts';

/** What the endpoint answered, in words for the delivery log; the body of its answer is not kept. */
export type PostOutcome =
  | { readonly kind: 'delivered'; readonly outcome: string }
  | {
      readonly kind: 'failed';
      readonly outcome: string;
      /** It asked to be left alone for so long. */
      readonly retryAfterMs?: number | undefined;
      /** It says that it will never come back. */
      readonly isGone?: boolean;
    };

export type HookPoster = {
  post(
    url: string,
    headers: Readonly<Record<string, string>>,
    body: string,
    stopping?: AbortSignal,
  ): Promise<PostOutcome>;
  stop(): void;
};

/** An endpoint that answers with more is not listened to any longer. */
const MAX_ANSWER_BYTES = 65_536;

/** Posts to endpoints outside: permitted addresses only, no redirects, bounded in time and in what is read. */
export function createHookPoster(
  networks: HookNetworks,
  options: { readonly userAgent: string; readonly timeoutMs: number },
): HookPoster {
  const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };

  function send(
    url: URL,
    headers: Readonly<Record<string, string>>,
    body: string,
    stopping: AbortSignal | undefined,
  ): Promise<PostOutcome> {
    // Of everything, from the look-up of the name to the end of the answer.
    const deadline = AbortSignal.timeout(options.timeoutMs);
    const isPlain = url.protocol === 'http:';
    return new Promise((resolve, reject) => {
      const request = (isPlain ? requestHttp : requestHttps)(url, {
        method: 'POST',
        agent: isPlain ? agents.http : agents.https,
        lookup: networks.lookup,
        signal: stopping === undefined ? deadline : AbortSignal.any([deadline, stopping]),
        headers: {
          ...headers,
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(body),
          'user-agent': options.userAgent,
        },
      });
      request.on('error', reject);
      request.on('response', (response) => {
        response.on('error', reject);
        drain(response);
        response.on('close', () => resolve(judge(response)));
      });
      request.end(body);
    });
  }

  return {
    async post(address, headers, body, stopping) {
      const url = new URL(address);
      const host = url.hostname.replace(/^\[|\]$/g, '');
      // A literal address is connected to without a look-up.
      if (isIP(host) !== 0 && !networks.permits(host))
        return { kind: 'failed', outcome: new AddressRefused().message };
      try {
        return await send(url, headers, body, stopping);
      } catch (error) {
        return { kind: 'failed', outcome: describe(error, options.timeoutMs) };
      }
    },
    stop() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

function drain(response: IncomingMessage): void {
  let bytes = 0;
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) response.destroy();
  });
}

function judge({ statusCode = 0, headers }: IncomingMessage): PostOutcome {
  const outcome = `HTTP ${statusCode}`;
  if (statusCode >= 200 && statusCode < 300) return { kind: 'delivered', outcome };
  if (statusCode >= 300 && statusCode < 400) {
    return { kind: 'failed', outcome: `${outcome}: redirects are not followed` };
  }
  if (statusCode === 410) return { kind: 'failed', outcome, isGone: true };
  const seconds = Number(headers['retry-after']);
  return { kind: 'failed', outcome, ...(seconds > 0 ? { retryAfterMs: seconds * 1_000 } : {}) };
}

/** Nothing of the address or of what was sent. */
function describe(error: unknown, timeoutMs: number): string {
  if (error instanceof AddressRefused) return error.message;
  if (!(error instanceof Error)) return 'unknown failure';
  if (error.name === 'AbortError' || error.name === 'TimeoutError')
    return `no answer within ${timeoutMs / 1_000} s`;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return `not reached (${code})`;
}
