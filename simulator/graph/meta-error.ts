import type { Json } from '../world/entities.ts';
import { errorCatalogue } from './error-catalogue.ts';

/** A refusal in Meta's words, before it becomes an envelope. */
export type MetaError = {
  readonly status: number;
  readonly code: number;
  readonly message: string;
  readonly type: 'OAuthException' | 'GraphMethodException';
  readonly subcode?: number;
  readonly details?: string;
  readonly isTransient?: boolean;
  readonly userTitle?: string;
  readonly userMessage?: string;
  readonly errorData?: Json;
};

type Extras = Partial<Omit<MetaError, 'code'>>;

/** An error with the catalogue's status and title, `(#code) title` as message unless `message` is given. */
export function metaError(code: number, extras: Extras = {}): MetaError {
  const entry = errorCatalogue[code] ?? { status: 400, title: 'Unknown error' };
  return {
    status: entry.status,
    code,
    message: `(#${code}) ${entry.title}`,
    type: 'OAuthException',
    ...extras,
  };
}

/** `(#100) …` with a message of its own, or `(#100) Invalid parameter` with details. */
export function invalidParameter(
  detail: { readonly message: string } | { readonly details: string },
): MetaError {
  return 'message' in detail
    ? metaError(100, { message: `(#100) ${detail.message}` })
    : metaError(100, { details: detail.details });
}

/** 100/33: what Meta says of an id that is wrong, of another kind, or not visible to the token (reference section 1.3). */
export function unknownObject(method: string, id: string): MetaError {
  const message = `Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api`;
  return metaError(100, { message, subcode: 33, type: 'GraphMethodException' });
}

/** The body of an HTTP refusal (reference section 1.3). */
export function buildErrorEnvelope(error: MetaError, traceId: string): Json {
  return {
    error: {
      message: error.message,
      type: error.type,
      code: error.code,
      ...(error.details === undefined
        ? {}
        : { error_data: { messaging_product: 'whatsapp', details: error.details } }),
      ...(error.errorData === undefined ? {} : { error_data: error.errorData }),
      ...(error.subcode === undefined ? {} : { error_subcode: error.subcode }),
      ...(error.isTransient === undefined ? {} : { is_transient: error.isTransient }),
      ...(error.userTitle === undefined ? {} : { error_user_title: error.userTitle }),
      ...(error.userMessage === undefined ? {} : { error_user_msg: error.userMessage }),
      fbtrace_id: traceId,
    },
  };
}

/** The error object of webhooks, which has a title and no trace id; `href` belongs to statuses only. */
export function buildWebhookError(code: number, details: string, hasHref: boolean): Json {
  const title = errorCatalogue[code]?.title ?? 'Unknown error';
  const href =
    'https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes/';
  return { code, title, message: title, error_data: { details }, ...(hasHref ? { href } : {}) };
}
