import { listCauses } from '../domain/error-causes.ts';

/** A call that got no answer: was it certainly never handed over, or may Meta have acted on it? */
export type NetworkFailure =
  | { readonly kind: 'not-sent'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Raised before the first byte of a request is written: by name look-up, by connecting, or by the TLS handshake. */
const NEVER_WRITTEN = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** The same from Chromium's network stack, which puts its code into the message. */
const CHROMIUM_NEVER_WRITTEN =
  /net::(ERR_(NAME_NOT_RESOLVED|INTERNET_DISCONNECTED|CONNECTION_REFUSED|ADDRESS_UNREACHABLE|PROXY_CONNECTION_FAILED|CERT_[A-Z_]+))/;

/**
 * Reads what `fetch` threw. The reason names the system's code and nothing else: messages of errors quote headers, and
 * so the token. Whatever cannot be proved to precede the request counts as unknown, because a replay could send twice.
 */
export function classifyNetworkError(error: unknown): NetworkFailure {
  const chain = listCauses(error);
  for (const cause of chain) {
    const code = textOf(cause.code);
    const chromium = CHROMIUM_NEVER_WRITTEN.exec(textOf(cause.message))?.[1];
    const neverWritten = NEVER_WRITTEN.has(code) || (code !== '' && cause.syscall === 'connect');
    if (chromium !== undefined || neverWritten) {
      return { kind: 'not-sent', reason: `Meta could not be reached (${chromium ?? code}).` };
    }
  }
  if (chain.some((cause) => cause.name === 'TimeoutError' || cause.name === 'AbortError')) {
    return { kind: 'unknown', reason: 'Meta did not answer in time.' };
  }
  const code = chain.map((cause) => textOf(cause.code)).find((text) => text !== '');
  return {
    kind: 'unknown',
    reason: `The connection ended before Meta answered${code === undefined ? '' : ` (${code})`}.`,
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
