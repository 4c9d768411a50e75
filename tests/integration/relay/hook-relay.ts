import { expect } from 'vitest';
import type { Relay, RelayOptions } from '../../../relay/build-relay.ts';
import type { HookEndpoint } from './hook-endpoint.ts';
import { envelope, text } from './meta-payloads.ts';
import { makeTemporaryDirectory, postWebhook, startTestRelay } from './relay-harness.ts';

const LOOPBACK = ['127.0.0.0/8'];
/** Hardly any pauses: a test waits for what comes of them. */
export const FAST = { firstMs: 5, longestMs: 20, everyMs: 10, timeoutMs: 2_000 };

/** A relay that may post to this machine, without long pauses. */
export async function startHookRelay(
  hooks: RelayOptions['hooks'] = {},
  dataDirectory = makeTemporaryDirectory(),
) {
  const relay = await startTestRelay(
    { hookNetworks: LOOPBACK, dataDirectory },
    { hooks: { ...FAST, ...hooks } },
  );
  return { relay, dataDirectory };
}

/** Somebody says these words, one webhook each; each is kept when this resolves. */
export async function say(relay: Relay, ...words: readonly string[]): Promise<void> {
  for (const word of words) {
    expect(await postWebhook(relay.url, envelope(text(`wamid.${word}`, word)))).toBe(200);
  }
}

/** What the endpoint has taken, as texts in their order. */
export function textsOf(endpoint: HookEndpoint): readonly string[] {
  return endpoint.accepted().flatMap((history) => (history.kind === 'message' ? [history.text] : []));
}
