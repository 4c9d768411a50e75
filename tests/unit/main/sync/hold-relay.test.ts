import { expect, test } from 'vitest';
import { z } from 'zod';
import { holdRelay } from '../../../../main/sync/hold-relay.ts';
import type { RelayHttp } from '../../../../main/sync/relay-http.ts';

test('while there is a reason not to speak to the relay no call is made, and what failed may be tried again', async () => {
  const made: string[] = [];
  const relay: RelayHttp = {
    async request({ path, answer }) {
      made.push(path);
      return answer.parse({});
    },
    async download({ path }) {
      made.push(path);
      return { status: 200, headers: new Headers(), body: (async function* () {})() };
    },
  };
  let reason: string | undefined = 'Too old.';
  const held = holdRelay(relay, () => reason);
  const ask = () => held.request({ method: 'GET', path: '/v1/me', answer: z.object({}) });
  const fetch = () => held.download({ path: '/v1/media/1', headers: {}, signal: AbortSignal.abort() });
  const refusal = { code: 'relay-unreachable', message: 'Too old.', retryable: true };
  await expect(ask()).rejects.toMatchObject(refusal);
  await expect(fetch()).rejects.toMatchObject(refusal);
  expect(made).toEqual([]);
  reason = undefined;
  await ask();
  await fetch();
  expect(made).toEqual(['/v1/me', '/v1/media/1']);
});
