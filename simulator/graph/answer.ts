import type { Json } from '../world/entities.ts';
import type { MetaError } from './meta-error.ts';

/** What a Graph call is answered with, before headers. */
export type GraphAnswer =
  | { readonly kind: 'json'; readonly status: number; readonly body: Json }
  | { readonly kind: 'error'; readonly error: MetaError; readonly body?: Json }
  /** `isCut`: the connection ends halfway. */
  | { readonly kind: 'binary'; readonly mimeType: string; readonly bytes: Buffer; readonly isCut: boolean }
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'text'; readonly status: number; readonly contentType: string; readonly text: string }
  | { readonly kind: 'reset' };

/** 200 with this body. */
export function ok(body: Json): GraphAnswer {
  return { kind: 'json', status: 200, body };
}

/** `{"success":true}`. */
export function success(): GraphAnswer {
  return ok({ success: true });
}

/** A refusal in Meta's envelope. */
export function refuse(error: MetaError): GraphAnswer {
  return { kind: 'error', error };
}
