import { z } from 'zod';
import type { SendVerdict } from '../outbound/outbox.ts';
import { explainMetaError, retryClassOf } from './errors.ts';
import type { GraphAnswer, GraphOutcome } from './graph-client.ts';
import type { HttpHeaders } from './http-fetch.ts';
import { readMetaError } from './read-meta-error.ts';

const acceptedSchema = z.object({
  contacts: z
    .array(z.object({ wa_id: z.string().optional(), user_id: z.string().optional() }))
    .optional()
    .catch(undefined),
  messages: z
    .array(
      z.object({ id: z.string().min(1), message_status: z.string().max(100).optional().catch(undefined) }),
    )
    .min(1),
});

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * What to do about a message after a call. `attempts` counts the earlier calls that were put off; `random` answers
 * 0 ≤ n < 1. Only what was provably refused is tried again: Meta has no idempotency key, so a replay of a call that may
 * have succeeded could send twice. Source: Meta, error handling; our reading in the architecture.
 */
export function judgeResponse(outcome: GraphOutcome, attempts: number, random: () => number): SendVerdict {
  if (outcome.kind === 'not-sent') {
    const afterMs = withJitter(backOff(1_000, 2, attempts, MINUTE_MS), random);
    return { kind: 'try-later', afterMs, failure: explainUnreachable(outcome.reason) };
  }
  if (outcome.kind === 'unknown') return { kind: 'unknown', reason: outcome.reason };
  if (outcome.status >= 200 && outcome.status < 300) return judgeSuccess(outcome.body);
  return judgeError(outcome, attempts, random);
}

function judgeError(answer: GraphAnswer, attempts: number, random: () => number): SendVerdict {
  const { status } = answer;
  const error = readMetaError(answer.body);
  if (error === undefined)
    return { kind: 'unknown', reason: `HTTP ${status} came without an error of Meta's.` };
  const retry = retryClassOf(error.code);
  if (retry === 'A') {
    const afterMs = withJitter(pauseAfter(error.code, attempts, answer.headers), random);
    return { kind: 'try-later', afterMs, failure: explainMetaError(error) };
  }
  // Meta's codes for faults of its own, its word that a fault will pass, and any 5xx that is not a clear refusal.
  if (retry === 'B' || error.isTransient || (status >= 500 && !isRefusal(error.code))) {
    return {
      kind: 'unknown',
      reason: `Meta had a problem of its own (HTTP ${status}, code ${error.code}).`,
    };
  }
  return { kind: 'rejected', failure: explainMetaError(error) };
}

/** What Meta says beside the id of a template message that it keeps back for now. Source: Meta, template pacing. */
const HELD: ReadonlySet<string> = new Set(['held_for_quality_assessment', 'paused']);

/** `held_for_quality_assessment` and `paused` are no refusals: Meta has the message and reports the rest by webhook. */
function judgeSuccess(body: unknown): SendVerdict {
  const parsed = acceptedSchema.safeParse(body);
  const message = parsed.data?.messages[0];
  const wamid = message?.id;
  if (wamid === undefined) return { kind: 'unknown', reason: 'Meta accepted the call without a message id.' };
  const contact = parsed.data?.contacts?.[0];
  return {
    kind: 'accepted',
    wamid,
    ...(HELD.has(message?.message_status ?? '') ? { isHeld: true } : {}),
    ...(contact?.wa_id === undefined ? {} : { waId: contact.wa_id }),
    ...(contact?.user_id === undefined ? {} : { bsuid: contact.user_id }),
  };
}

/** Documented with HTTP 500 and yet a refusal: a missing permission, a number that is not registered. */
function isRefusal(code: number): boolean {
  return code === 3 || code === 131045;
}

function pauseAfter(code: number, attempts: number, headers: HttpHeaders): number {
  if (code === 131056) return backOff(1_000, 4, attempts, HOUR_MS);
  if (code === 4 || code === 80007)
    return Math.max(backOff(MINUTE_MS, 2, attempts, HOUR_MS), readRegainMs(headers));
  return backOff(1_000, 2, attempts, MINUTE_MS);
}

function backOff(firstMs: number, factor: number, attempts: number, capMs: number): number {
  return Math.min(capMs, firstMs * factor ** attempts);
}

/** Only ever later, by up to a fifth: an earlier call would meet the same limit. */
function withJitter(ms: number, random: () => number): number {
  return Math.round(ms * (1 + random() / 5));
}

const usageSchema = z.record(
  z.string(),
  z.array(z.object({ estimated_time_to_regain_access: z.number().nonnegative().catch(0) })),
);

/** The longest wait that Meta estimates, which it gives in minutes; 0 when it gives none. */
function readRegainMs(headers: HttpHeaders): number {
  const usage = usageSchema.safeParse(parseJson(headers.get('x-business-use-case-usage')));
  if (!usage.success) return 0;
  const minutes = Object.values(usage.data)
    .flat()
    .map((entry) => entry.estimated_time_to_regain_access);
  return Math.min(24 * HOUR_MS, Math.max(0, ...minutes) * MINUTE_MS);
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

function explainUnreachable(reason: string) {
  return {
    sentence: 'The message was not sent: Meta could not be reached.',
    advice: 'It is tried again by itself as soon as there is a connection.',
    details: reason,
    canRetry: true,
  };
}
