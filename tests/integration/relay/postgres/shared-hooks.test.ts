import { expect, test } from 'vitest';
import { startHookEndpoint } from '../hook-endpoint.ts';
import { say, startHookRelay, textsOf } from '../hook-relay.ts';

test('Several relays on one log deliver once; when the one that delivers stops, another goes on.', async () => {
  const endpoint = await startHookEndpoint();
  const { relay: one, dataDirectory } = await startHookRelay();
  const { relay: other } = await startHookRelay({}, dataDirectory);
  await one.admin.addHook({ url: endpoint.url });
  const words = Array.from({ length: 30 }, (_, index) => `w${index}`);
  for (const [index, word] of words.entries()) await say(index % 2 === 0 ? one : other, word);
  await expect.poll(() => textsOf(endpoint).length, { timeout: 20_000 }).toBe(30);
  await one.stop();
  await say(other, 'after');
  await expect.poll(() => textsOf(endpoint), { timeout: 20_000 }).toEqual([...words, 'after']);
});
