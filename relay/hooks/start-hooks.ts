import { v7 as uuidv7 } from 'uuid';
import type { RelayContext } from '../context.ts';
import { RELAY_VERSION } from '../version.ts';
import { RETRY_POLICY, type RetryPolicy } from './decide-retry.ts';
import { createHookNetworks } from './hook-networks.ts';
import { createHookPoster } from './post-hook.ts';
import { type HookRunner, startHookRunner } from './start-hook-runner.ts';

export type HookTiming = RetryPolicy & {
  /** For one delivery, from the look-up of the name to the end of the answer. */
  readonly timeoutMs: number;
  /** How often to look for what no commit tells: hooks that were added, retries that are due. */
  readonly everyMs: number;
};

/** An endpoint that takes longer than this holds up everything that follows. */
export const HOOK_TIMING: HookTiming = { ...RETRY_POLICY, timeoutMs: 15_000, everyMs: 5_000 };
export const HOOK_USER_AGENT = `ColleagueMessagingRelay/${RELAY_VERSION}`;

/** The relay's outgoing webhooks. */
export function startHooks(
  { log, now, secrets, config, logger }: RelayContext,
  timing: Partial<HookTiming> = {},
): HookRunner {
  const { timeoutMs, everyMs, ...policy } = { ...HOOK_TIMING, ...timing };
  const poster = createHookPoster(createHookNetworks(config.hookNetworks), {
    userAgent: HOOK_USER_AGENT,
    timeoutMs,
  });
  return startHookRunner(
    { log, now, secrets, poster, policy, owner: uuidv7(), random: Math.random },
    { everyMs, logger },
  );
}
