import { once } from 'node:events';
import { type Agent, type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export type PostStream = (call: {
  readonly url: string;
  /** With `content-length`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
  readonly signal: AbortSignal;
}) => Promise<{ readonly status: number; readonly text: string }>;

/**
 * Posts a body while it is read, so that a large file is never in memory, through the proxies that `agentFor` knows. Rejects
 * when there is no answer; redirects are not followed.
 */
export function createPostStream(agentFor: (url: string) => Agent): PostStream {
  return async ({ url, headers, body, signal }) => {
    const start = url.startsWith('https:') ? requestTls : requestPlain;
    const request = start(url, { method: 'POST', headers, signal, agent: agentFor(url) });
    try {
      const answered = once(request, 'response');
      // A server may answer before it has read everything, and then end the connection: its answer counts.
      let broken: unknown;
      const sent = pipeline(Readable.from(body), request).catch((error: unknown) => (broken = error));
      // Node's promise of the event's only argument.
      const [response] = (await answered) as [IncomingMessage];
      const chunks: Uint8Array[] = [];
      for await (const chunk of response as AsyncIterable<Uint8Array>) chunks.push(chunk);
      const status = response.statusCode ?? 0;
      if (status < 300) await sent;
      if (status < 300 && broken !== undefined) throw new Error('The body broke off.', { cause: broken });
      return { status, text: Buffer.concat(chunks).toString() };
    } finally {
      request.destroy();
    }
  };
}
