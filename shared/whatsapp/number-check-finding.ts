import type { z } from 'zod';
import { describeMetaError } from './errors.ts';
import type { GraphOutcome } from './graph-client.ts';
import { readMetaError } from './read-meta-error.ts';

/** One line of what a check found. Mutable because the window's contract is. */
export type NumberStep = { label: string; verdict: 'ok' | 'warning' | 'failed'; detail: string };

/** What Meta told on the way. A fact that it did not tell is absent. */
export type NumberFacts = {
  readonly displayPhoneNumber?: string;
  readonly verifiedName?: string;
  readonly quality?: 'green' | 'yellow' | 'red' | 'unknown';
  /** Absent where Meta says unlimited, and where it says nothing. */
  readonly messagingLimit?: number;
  readonly wabaId?: string;
  readonly appId?: string;
  readonly isTestNumber?: boolean;
  /** Epoch ms; absent for a token that does not expire. */
  readonly tokenExpiresAt?: number;
  readonly scopes?: readonly string[];
};

export type Finding = { readonly steps: readonly NumberStep[]; readonly found: NumberFacts };

/** One line of the list of ticks. */
export function step(label: string, verdict: NumberStep['verdict'], detail: string): NumberStep {
  return { label, verdict, detail };
}

/** Why an outcome is not what was asked for, with what to do. */
export function explainOutcome(outcome: GraphOutcome): string {
  if (outcome.kind !== 'answer') return `${outcome.reason} Check the connection and try again.`;
  const error = readMetaError(outcome.body);
  if (error === undefined)
    return `Meta answered (HTTP ${outcome.status}) with something that we do not understand.`;
  const { cause, advice } = describeMetaError(error);
  return `${cause.charAt(0).toUpperCase()}${cause.slice(1)}. ${advice}`;
}

/** The body of a good answer, if it has the shape that we expect. */
export function readBody<Schema extends z.ZodType>(
  outcome: GraphOutcome,
  schema: Schema,
): z.infer<Schema> | undefined {
  if (outcome.kind !== 'answer' || readMetaError(outcome.body) !== undefined) return undefined;
  return schema.safeParse(outcome.body).data;
}

/** A side that could not be looked at: worth a word, no reason to refuse the number. */
export function findNothing(label: string, outcome: GraphOutcome): Finding {
  return { steps: [step(label, 'warning', `Could not be read. ${explainOutcome(outcome)}`)], found: {} };
}

/** `PENDING_REVIEW` as people write it. */
export function plainWord(metaWord: string): string {
  return metaWord.toLowerCase().replaceAll('_', ' ');
}
