import type { RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { MAX_ANSWER_BYTES, boundAnswers } from '../../../../main/network/bound-answers.ts';
import { createRelayHttp } from '../../../../main/sync/relay-http.ts';
import { createGraphClient } from '../../../../shared/whatsapp/graph-client.ts';
import { startServer, startTestNetwork } from './network-harness.ts';

/** Goes on for as long as somebody listens, and notes how much it got rid of. */
function endless(status: number) {
  const sent = { bytes: 0, hasEnded: false };
  const chunk = Buffer.alloc(256 * 1024, ' ');
  const answer: RequestListener = (_request, response) => {
    response.on('close', () => (sent.hasEnded = true));
    response.writeHead(status, { 'content-type': 'application/json' });
    const more = () => {
      while (!response.destroyed && response.write(chunk)) sent.bytes += chunk.length;
    };
    response.on('drain', more);
    more();
  };
  return { sent, answer };
}

async function startEndless(status: number) {
  const { sent, answer } = endless(status);
  const { network } = startTestNetwork();
  return { sent, relayUrl: await startServer(answer), fetch: network.fetch };
}

const refused = { code: 'relay-refused', message: 'The answer was too large to be one of ours.' };

test.each([200, 500])('an answer without an end (%i) is hung up on at the limit', async (status) => {
  const { sent, relayUrl, fetch } = await startEndless(status);
  const http = createRelayHttp({ relayUrl, deviceToken: 'token', userAgent: 'Test/1', fetch });
  const call = http.request({ method: 'GET', path: '/v1/about', answer: z.unknown() });
  await expect(call).rejects.toMatchObject(refused);
  await expect.poll(() => sent.hasEnded).toBe(true);
  // What the systems between the two hold is more than what was read.
  expect(sent.bytes).toBeLessThan(2 * MAX_ANSWER_BYTES);
});

test('why a file is not handed out may be told in a few words only', async () => {
  const { sent, relayUrl, fetch } = await startEndless(404);
  const http = createRelayHttp({ relayUrl, deviceToken: 'token', userAgent: 'Test/1', fetch });
  const call = http.download({ path: '/v1/media/1', headers: {}, signal: AbortSignal.timeout(10_000) });
  await expect(call).rejects.toMatchObject({ code: 'relay-refused' });
  await expect.poll(() => sent.hasEnded).toBe(true);
  expect(sent.bytes).toBeLessThan(MAX_ANSWER_BYTES);
});

test('Meta, or who stands in for it, does not fill the memory either; what became of a send is in doubt', async () => {
  const { sent, relayUrl, fetch } = await startEndless(200);
  const graph = createGraphClient({
    fetch: boundAnswers(fetch),
    token: 'EAATest',
    version: 'v26.0',
    userAgent: 'Test/1',
    timeoutMs: 20_000,
    baseUrl: relayUrl,
  });
  expect(await graph.post('1/messages', {})).toMatchObject({ kind: 'unknown' });
  await expect.poll(() => sent.hasEnded).toBe(true);
});
