import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createGraphClient } from '../../../../shared/whatsapp/graph-client.ts';
import type { HttpFetch } from '../../../../shared/whatsapp/http-fetch.ts';

let server: Server | undefined;

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
  server = undefined;
});

type Heard = { method: string; url: string; headers: IncomingMessage['headers']; body: string };

/** A real server on loopback that answers everything with `answer`. */
async function startServer(answer: RequestListener): Promise<string> {
  server = createServer(answer);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function startListener(): Promise<{ baseUrl: string; heard: Heard[] }> {
  const heard: Heard[] = [];
  const baseUrl = await startServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      heard.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
      response.setHeader('x-fb-trace-id', 'T1');
      response.end('{"ok":true}');
    });
  });
  return { baseUrl, heard };
}

function clientFor(baseUrl: string, extra: { fetch?: HttpFetch; token?: string; timeoutMs?: number } = {}) {
  return createGraphClient({
    fetch: extra.fetch ?? fetch,
    token: extra.token ?? 'EAASecretToken123',
    version: 'v26.0',
    userAgent: 'Colleague-Messaging/1.0',
    timeoutMs: extra.timeoutMs ?? 5_000,
    baseUrl,
  });
}

describe('a call', () => {
  it('carries the version, the bearer token, a user agent and JSON', async () => {
    const { baseUrl, heard } = await startListener();
    const outcome = await clientFor(`${baseUrl}/`).post('2003/messages', { to: '+447700900456' });
    expect(outcome).toMatchObject({ kind: 'answer', status: 200, body: { ok: true } });
    expect(outcome.kind === 'answer' && outcome.headers.get('x-fb-trace-id')).toBe('T1');
    expect(heard[0]).toMatchObject({
      method: 'POST',
      url: '/v26.0/2003/messages',
      body: '{"to":"+447700900456"}',
      headers: {
        authorization: 'Bearer EAASecretToken123',
        'user-agent': 'Colleague-Messaging/1.0',
        'content-type': 'application/json',
      },
    });
  });

  it('escapes its query and keeps the token out of the address', async () => {
    const { baseUrl, heard } = await startListener();
    await clientFor(baseUrl).get('1002/message_templates', { fields: 'id,name', after: 'a&b=c', limit: 100 });
    await clientFor(baseUrl).delete('1002/subscribed_apps');
    expect(heard[0]?.url).toBe('/v26.0/1002/message_templates?fields=id%2Cname&after=a%26b%3Dc&limit=100');
    expect(heard[1]).toMatchObject({ method: 'DELETE', url: '/v26.0/1002/subscribed_apps' });
  });

  it('asks about its own token where Meta wants it in the address', async () => {
    const { baseUrl, heard } = await startListener();
    await clientFor(baseUrl).inspectToken();
    expect(heard[0]?.url).toBe('/v26.0/debug_token?input_token=EAASecretToken123');
  });

  it('sends a token that was pasted with line breaks and invisible characters', async () => {
    const { baseUrl, heard } = await startListener();
    await clientFor(baseUrl, { token: ' EAASecret\u200b\nToken123\r\n' }).get('me');
    expect(heard[0]?.headers.authorization).toBe('Bearer EAASecretToken123');
  });

  it.each(['26.0', 'v26.0', 'V26.0'])('understands the version %s', async (version) => {
    const { baseUrl, heard } = await startListener();
    const client = createGraphClient({
      fetch,
      token: 't',
      version,
      userAgent: 'u',
      timeoutMs: 5_000,
      baseUrl,
    });
    await client.get('me');
    expect(heard[0]?.url).toBe('/v26.0/me');
  });
});

describe('a call that goes wrong never throws', () => {
  it('is certainly not sent when nobody listens', async () => {
    const baseUrl = await startServer(() => {});
    await new Promise((resolve) => server?.close(resolve));
    expect(await clientFor(baseUrl).post('2003/messages', {})).toMatchObject({ kind: 'not-sent' });
    server = undefined;
  });

  it('is unknown when the connection is reset after the body', async () => {
    const baseUrl = await startServer((request, response) => {
      request.resume().on('end', () => response.socket?.resetAndDestroy());
    });
    expect(await clientFor(baseUrl).post('2003/messages', {})).toMatchObject({ kind: 'unknown' });
  });

  it('is unknown when the answer stalls', async () => {
    const baseUrl = await startServer(() => {});
    expect(await clientFor(baseUrl, { timeoutMs: 50 }).post('2003/messages', {})).toEqual({
      kind: 'unknown',
      reason: 'Meta did not answer in time.',
    });
  });

  it('is unknown when the answer stalls half way', async () => {
    const baseUrl = await startServer((_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"messages":');
    });
    expect(await clientFor(baseUrl, { timeoutMs: 50 }).post('2003/messages', {})).toMatchObject({
      kind: 'unknown',
    });
  });

  it.each(['<html>Sorry</html>', '', '{"messages":['])('is unknown when the answer is %j', async (body) => {
    const baseUrl = await startServer((_request, response) => response.writeHead(502).end(body));
    expect(await clientFor(baseUrl).post('2003/messages', {})).toEqual({
      kind: 'unknown',
      reason: "HTTP 502 came with something that is not Meta's JSON.",
    });
  });

  it('does not follow a redirect with the token', async () => {
    let calls = 0;
    const baseUrl = await startServer((_request, response) => {
      calls += 1;
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect(await clientFor(baseUrl).get('me')).toMatchObject({ kind: 'unknown' });
    expect(calls).toBe(1);
  });

  it('keeps the token out of what it reports', async () => {
    const fetch: HttpFetch = () => Promise.reject(new TypeError('bad header "Bearer EAASecretToken123"'));
    expect(JSON.stringify(await clientFor('http://127.0.0.1:1', { fetch }).get('me'))).not.toContain(
      'EAASecret',
    );
  });
});
