import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

/** How a callback answered: its status, or 0 where there was no answer; wall-clock milliseconds. */
export type TransportAnswer = { readonly status: number; readonly body: string; readonly durationMs: number };

export type Transport = {
  /** Never rejects: a lost connection is an answer with status 0. */
  readonly post: (
    url: string,
    body: Buffer,
    headers: Readonly<Record<string, string>>,
  ) => Promise<TransportAnswer>;
  readonly get: (url: string) => Promise<TransportAnswer>;
  readonly close: () => void;
};

const BODY_LIMIT = 4_096;

/** Kept-alive connections, so that thousands of webhooks a second do not each open one. */
export function createTransport(timeoutMs: number, maxSockets: number): Transport {
  const http = new HttpAgent({ keepAlive: true, maxSockets });
  const https = new HttpsAgent({ keepAlive: true, maxSockets });

  function send(
    method: 'GET' | 'POST',
    url: string,
    body: Buffer | undefined,
    headers: Readonly<Record<string, string>>,
  ): Promise<TransportAnswer> {
    const startedAt = performance.now();
    const isSecure = url.startsWith('https:');
    return new Promise((resolve) => {
      const settle = (status: number, text: string): void =>
        resolve({ status, body: text, durationMs: performance.now() - startedAt });
      const options = { method, headers, agent: isSecure ? https : http, timeout: timeoutMs };
      const request = (isSecure ? httpsRequest : httpRequest)(url, options, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          if (text.length < BODY_LIMIT) text += chunk;
        });
        response.on('end', () => settle(response.statusCode ?? 0, text));
        response.on('error', () => settle(0, ''));
      });
      request.on('timeout', () => request.destroy());
      request.on('error', () => settle(0, ''));
      request.end(body);
    });
  }

  return {
    post: (url, body, headers) =>
      send('POST', url, body, { ...headers, 'content-length': String(body.length) }),
    get: (url) => send('GET', url, undefined, { accept: '*/*' }),
    close: () => {
      http.destroy();
      https.destroy();
    },
  };
}
