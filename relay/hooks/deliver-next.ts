import type { History, hookPayloadSchema } from '../../shared/protocol/histories.ts';
import type { z } from 'zod';
import type { RelayContext } from '../context.ts';
import { type HistoryPage, listHistories } from '../histories/list-histories.ts';
import type { HookEvent, HookState } from '../log/hook-log.ts';
import { type RetryPolicy, decideRetry } from './decide-retry.ts';
import { readHookSecret } from './manage-hooks.ts';
import type { HookPoster, PostOutcome } from './post-hook.ts';
import { signHook } from './sign-hook.ts';

export type DeliveryContext = Pick<RelayContext, 'log' | 'now' | 'secrets'> & {
  /** Names this relay among those that share the log. */
  readonly owner: string;
  readonly poster: HookPoster;
  readonly random: () => number;
  readonly policy: RetryPolicy;
  /** The relay stops: what is on its way is given up and repeated later. */
  readonly stopping: AbortSignal;
};

/** Log entries that one delivery covers at most. */
const MAX_ENTRIES = 100;
/** Longer than any delivery; a relay that dies is succeeded by another one after this. */
const LEASE_MS = 60_000;
/** Deliveries that the log of a hook keeps. */
const KEEP_DELIVERIES = 500;

/**
 * Delivers the next news to a hook, if it is its time and this relay's turn. Answers whether to ask again at once. At least
 * once and in order: the hook's place moves only after the endpoint has said 2xx.
 */
export async function deliverNext(context: DeliveryContext, hookId: string): Promise<boolean> {
  const { log, now } = context;
  const hook = await log.findHook(hookId);
  if (hook === undefined || !isMyTurn(hook, context)) return false;
  const page = await listHistories(log, hook.cursor, MAX_ENTRIES, hook.pendingTo);
  const histories = page.histories.filter((history) => hook.events.includes(eventOf(history)));
  if (histories.length === 0) return pass(context, hook, page);
  const claimed = await claim(context, { ...hook, pendingTo: hook.pendingTo ?? page.cursor });
  if (claimed === undefined) return false;
  const startedAt = now();
  const outcome = await post(context, claimed, histories);
  // Given up by ourselves: no failure of the endpoint.
  if (outcome.kind === 'failed' && context.stopping.aborted) return false;
  return settle(context, claimed, { outcome, startedAt, histories: histories.length });
}

/** Which of the events that a hook may ask for tells this. */
function eventOf(history: History): HookEvent {
  if (history.kind === 'consent') return 'consent.changed';
  if (history.kind === 'file') return 'record.file';
  return history.direction === 'inbound' ? 'message.received' : 'message.sent';
}

function isMyTurn(hook: HookState, { owner, now, policy }: DeliveryContext): boolean {
  if (hook.pausedBecause !== undefined) return false;
  const isOthers = hook.leaseOwner !== undefined && hook.leaseOwner !== owner;
  if (isOthers && isAhead(hook.leaseUntil ?? 0, now(), LEASE_MS)) return false;
  return !isAhead(hook.nextAttemptAt, now(), policy.longestMs);
}

/** Further ahead than we ever look is a clock that was put back: not worth waiting for. */
function isAhead(at: number, now: number, mostMs: number): boolean {
  return at > now && at <= now + mostMs;
}

/** Passes what is not for this hook. Where there was nothing at all, not even that is written. */
async function pass(context: DeliveryContext, hook: HookState, page: HistoryPage): Promise<boolean> {
  if (page.histories.length === 0 && !page.hasMore && hook.pendingTo === undefined) return false;
  const { pendingTo: _none, ...rest } = hook;
  return (await claim(context, { ...rest, cursor: page.cursor }, hook)) !== undefined;
}

/** Writes the hook down as this relay's, unless somebody has changed it meanwhile. */
async function claim(
  { log, owner, now }: DeliveryContext,
  wanted: HookState,
  seen: HookState = wanted,
): Promise<HookState | undefined> {
  return log.write(async (transaction) => {
    const present = await transaction.findHook(wanted.id);
    const isUnchanged =
      present?.cursor === seen.cursor &&
      present.leaseOwner === seen.leaseOwner &&
      present.nextAttemptAt === seen.nextAttemptAt &&
      present.pausedBecause === undefined;
    if (!isUnchanged) return undefined;
    const claimed = { ...wanted, leaseOwner: owner, leaseUntil: now() + LEASE_MS };
    await transaction.saveHook(claimed);
    return claimed;
  });
}

async function post(context: DeliveryContext, hook: HookState, histories: History[]): Promise<PostOutcome> {
  const { now, poster } = context;
  const atMs = now();
  const cursor = hook.pendingTo ?? hook.cursor;
  const body = JSON.stringify({
    type: 'histories.changed',
    timestamp: new Date(atMs).toISOString(),
    data: { histories, cursor },
  } satisfies z.infer<typeof hookPayloadSchema>);
  const secret = await readHookSecret(context, hook.id);
  // Repeated with the same id: the receiver knows what it has.
  return poster.post(
    hook.url,
    signHook(secret, { id: `${hook.id}_${cursor}`, atMs, body }),
    body,
    context.stopping,
  );
}

async function settle(
  { log, now, owner, random, policy }: DeliveryContext,
  claimed: HookState,
  done: { readonly outcome: PostOutcome; readonly startedAt: number; readonly histories: number },
): Promise<boolean> {
  const { outcome, startedAt, histories } = done;
  const to = claimed.pendingTo ?? claimed.cursor;
  return log.write(async (transaction) => {
    const hook = await transaction.findHook(claimed.id);
    // Removed, or taken over by another relay because we were too slow: it decides now.
    if (hook?.leaseOwner !== owner || hook.cursor !== claimed.cursor) return false;
    const isDelivered = outcome.kind === 'delivered';
    const at = now();
    await transaction.saveHook(
      isDelivered ? advance(hook, to, at) : decideRetry(hook, outcome, { now: at, random, policy }),
    );
    const delivery = { at, from: hook.cursor + 1, to, histories, attempt: hook.failures + 1, isDelivered };
    const report = { ...delivery, outcome: outcome.outcome, durationMs: at - startedAt };
    await transaction.addHookDelivery(hook.id, report, KEEP_DELIVERIES);
    return isDelivered;
  });
}

function advance(hook: HookState, cursor: number, at: number): HookState {
  const { pendingTo: _done, failingSince: _since, lastProblem: _problem, ...rest } = hook;
  return { ...rest, cursor, failures: 0, nextAttemptAt: at, lastDeliveredAt: at };
}
