import { expect, test } from 'vitest';
import { envelope, inbound } from '../meta-payloads.ts';
import { makeTemporaryDirectory, postWebhook, startTestRelay } from '../relay-harness.ts';
import { environmentOf, runRelay } from '../relay-process.ts';

const DAY_MS = 24 * 3_600_000;

function say(words: string, ageDays: number) {
  const timestamp = String(Math.floor((Date.now() - ageDays * DAY_MS) / 1_000));
  return envelope(inbound(`wamid.${words}`, { type: 'text', text: { body: words }, timestamp }));
}

test('Messages can be removed and space given back by hand while the relay runs; the file is rewritten only while it does not.', async () => {
  const dataDirectory = makeTemporaryDirectory();
  const run = (words: readonly string[], days: string) =>
    runRelay(words, environmentOf({ RELAY_DATA: dataDirectory, RELAY_RETENTION_DAYS: days }));
  expect(await run(['compact', 'file'], '')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('There is no log in ') as string,
  });
  const relay = await startTestRelay({ dataDirectory });
  await postWebhook(relay.url, say('old', 40));
  await postWebhook(relay.url, say('new', 0));
  const [kept, removed, few] = await Promise.all([
    run(['compact'], ''),
    run(['compact'], '30'),
    run(['compact'], '7'),
  ]);
  expect(kept.stdout).toContain('messages are kept for ever');
  expect(removed.stdout).toMatch(
    /^1 message removed; what is left is from .+ on\.\nThe log had .+ MB and has .+ MB\.\n$/,
  );
  expect(few).toMatchObject({ code: 2, stderr: expect.stringContaining('30 at least') as string });
  const refused = await run(['compact', 'file'], '');
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('Stop it first') as string });
  await relay.stop();
  expect((await run(['compact', 'file'], '')).stdout).toMatch(/^The log had .+ MB and has .+ MB\.\n$/);
});
