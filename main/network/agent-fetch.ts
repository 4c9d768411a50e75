import { type Agent, type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';
import { Readable } from 'node:stream';

const WITHOUT_BODY = new Set([101, 204, 205, 304]);

/**
 * `fetch` over Node's own HTTP client, because only that one takes an agent. Fails as Node's does: a TypeError whose cause
 * says why. A redirect is never followed: it would take tokens to a host that nobody chose. It is an error, but for a
 * caller that asks for `manual`, who looks at where it leads.
 */
export function createAgentFetch(agentFor: (url: string) => Agent): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const body = request.body === null ? undefined : Buffer.from(await request.arrayBuffer());
    // The caller's own: that of the request lives only as long as the request, and the body comes later.
    const signal = init?.signal ?? request.signal;
    try {
      return toResponse(await send(request, body, { agent: agentFor(request.url), signal }));
    } catch (cause) {
      signal.throwIfAborted();
      throw new TypeError('fetch failed', { cause });
    }
  };
}

function send(
  request: Request,
  body: Buffer | undefined,
  { agent, signal }: { readonly agent: Agent; readonly signal: AbortSignal },
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const start = request.url.startsWith('https:') ? requestTls : requestPlain;
    const sent = start(request.url, {
      method: request.method,
      headers: {
        ...Object.fromEntries(request.headers),
        ...(body === undefined ? {} : { 'content-length': body.length }),
      },
      agent,
      signal,
    });
    sent.once('response', (response) => {
      const status = response.statusCode ?? 0;
      const isRedirect = status >= 300 && status <= 399 && status !== 304;
      if (!isRedirect || request.redirect === 'manual') return resolve(response);
      response.destroy();
      reject(Object.assign(new Error('unexpected redirect'), { code: 'REDIRECTED' }));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

function toResponse(response: IncomingMessage): Response {
  const status = response.statusCode ?? 0;
  const headers = new Headers();
  for (const [name, values] of Object.entries(response.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  if (!WITHOUT_BODY.has(status)) {
    // Node's stream types and the standard's describe the same stream in different words.
    return new Response(Readable.toWeb(response) as ReadableStream<Uint8Array>, { status, headers });
  }
  response.resume();
  return new Response(null, { status, headers });
}
