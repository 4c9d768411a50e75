import type { SendFailure } from '../domain/message-status.ts';
import { ERROR_TABLE, type ErrorEntry, NO_ACCESS, type RetryClass } from './error-table.ts';

/** An error as Meta words it, in an HTTP answer or in a webhook. Only `code` is stable; the words may be localised. */
export type MetaError = {
  readonly code: number;
  readonly subcode?: number | undefined;
  readonly title?: string | undefined;
  readonly message?: string | undefined;
  /** `error_data.details`: usually the best explanation. */
  readonly details?: string | undefined;
  /** `fbtrace_id`, for Meta's support. */
  readonly traceId?: string | undefined;
};

/** What happened and what to do, apart from any message: for checks of a number as well as for sends. */
type Explanation = { readonly cause: string; readonly advice: string };

/**
 * A definite refusal in words for a consultant: that the message did not go out, why, and what to do. Never for a call
 * whose outcome is unknown.
 */
export function explainMetaError(error: MetaError): SendFailure {
  const { cause, advice } = describeMetaError(error);
  const details = metaWords(error);
  return {
    code: error.code,
    sentence: `The message was not sent: ${cause}.`,
    advice,
    ...(details === undefined ? {} : { details }),
    ...(error.traceId === undefined ? {} : { traceId: error.traceId }),
    canRetry: canRetry(error),
  };
}

/** The cause (no capital, no full stop) and the advice. A code that we do not know speaks with Meta's own words. */
export function describeMetaError(error: MetaError): Explanation {
  const entry = entryFor(error);
  if (entry === undefined) {
    const words = metaWords(error);
    return {
      cause: `Meta refused it with code ${error.code}${words === undefined ? '' : ` (“${trimEnd(words)}”)`}`,
      advice: 'Read Meta’s words. If they do not help, give the code to support.',
    };
  }
  return { cause: entry.cause, advice: entry.advice };
}

/** How a send that met this code may be repeated. A code that we do not know is final. */
export function retryClassOf(code: number): RetryClass {
  return entryFor({ code })?.retry ?? 'P';
}

/** Meta says that the service window is closed, and Meta is right: whatever we computed, free text must stop. */
export function closesWindow(code: number): boolean {
  return code === 131047;
}

/** The person switched off "Offers and announcements" from this business: as binding as STOP. */
export function recordsOptOut(code: number): boolean {
  return code === 131050;
}

function canRetry(error: MetaError): boolean {
  const entry = entryFor(error);
  return entry !== undefined && (entry.canRetry ?? entry.retry !== 'P');
}

function entryFor(error: Pick<MetaError, 'code' | 'subcode'>): ErrorEntry | undefined {
  // Meta answers a wrong or invisible id as a bad parameter; only the subcode tells it from a malformed message.
  if (error.code === 100 && error.subcode === 33) return ERROR_TABLE[803];
  const entry = ERROR_TABLE[error.code];
  if (entry !== undefined) return error.code === 190 ? explainToken(entry, error.subcode) : entry;
  return error.code >= 200 && error.code <= 299 ? NO_ACCESS : undefined;
}

function explainToken(entry: ErrorEntry, subcode: number | undefined): ErrorEntry {
  if (subcode !== 463) return entry;
  return {
    ...entry,
    cause: 'the access token for WhatsApp has expired',
    advice: `${entry.advice} Meta’s temporary token lasts less than a day: use the token of a system user.`,
  };
}

function metaWords(error: MetaError): string | undefined {
  return error.details || error.message || error.title || undefined;
}

function trimEnd(words: string): string {
  return words.trim().replace(/[.\s]+$/u, '');
}
