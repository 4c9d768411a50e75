export type ConnectErrorCode =
  /** The proxy wants a name and a password, or does not accept the ones that it was given. */
  | 'PROXY_AUTH_REQUIRED'
  /** The proxy wants to be signed in to in a way that we cannot do (NTLM, Negotiate). */
  | 'PROXY_AUTH_UNSUPPORTED'
  /** The proxy answers, and lets nothing through to this host. */
  | 'PROXY_REFUSED'
  /** The proxy itself cannot be reached. */
  | 'PROXY_UNREACHABLE'
  /** The system names a kind of proxy that we cannot use. */
  | 'PROXY_UNSUPPORTED';

/**
 * No connection came to be, so nothing of a request was written: `syscall` is `connect`, as it is with Node's own errors
 * of that kind. `code` is ours or that of the cause.
 */
export class ConnectError extends Error {
  readonly code: string;
  readonly syscall = 'connect';
  /** The proxy in question, `host:port`. */
  readonly proxy: string | undefined;

  constructor(code: string, options: { readonly proxy?: string; readonly cause?: unknown } = {}) {
    super(`No connection (${code}).`, { cause: options.cause });
    this.name = 'ConnectError';
    this.code = code;
    this.proxy = options.proxy;
  }
}
