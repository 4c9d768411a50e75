import type { HookState } from '../log/hook-log.ts';
import type { PostOutcome } from './post-hook.ts';

export type RetryPolicy = {
  /** After the first failure; doubled with each further one, up to `longestMs`. */
  readonly firstMs: number;
  readonly longestMs: number;
  /** An endpoint that fails for so long is paused. */
  readonly giveUpMs: number;
};

export const RETRY_POLICY: RetryPolicy = {
  firstMs: 5_000,
  longestMs: 60 * 60 * 1_000,
  giveUpMs: 3 * 24 * 60 * 60 * 1_000,
};

type Failed = Extract<PostOutcome, { kind: 'failed' }>;

/**
 * A hook after a failure: when it is tried again (exponential, between half and the whole of the step, so that many do not
 * come at once), or why it is paused. Nothing is lost meanwhile: its place in the log stays.
 */
export function decideRetry(
  hook: HookState,
  failed: Failed,
  {
    now,
    random,
    policy,
  }: { readonly now: number; readonly random: () => number; readonly policy: RetryPolicy },
): HookState {
  const failures = hook.failures + 1;
  const failingSince = hook.failingSince ?? now;
  const step = Math.min(policy.longestMs, policy.firstMs * 2 ** Math.min(failures - 1, 30));
  const wait = Math.max(step * (0.5 + random() / 2), Math.min(failed.retryAfterMs ?? 0, policy.longestMs));
  const next = {
    ...hook,
    failures,
    failingSince,
    lastProblem: failed.outcome,
    nextAttemptAt: Math.round(now + wait),
  };
  if (failed.isGone === true)
    return { ...next, pausedBecause: 'The endpoint says that it is gone (HTTP 410).' };
  if (now - failingSince < policy.giveUpMs) return next;
  const since = new Date(failingSince).toISOString();
  return { ...next, pausedBecause: `It has failed since ${since}, at last with: ${failed.outcome}.` };
}
