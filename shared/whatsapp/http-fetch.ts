/**
 * The part of the standard `fetch` that we use, declared here because shared code knows neither DOM nor Node. Every
 * runtime's own `fetch` fits.
 */
export type HttpFetch = (
  url: string,
  init: {
    readonly method: 'GET' | 'POST' | 'DELETE';
    readonly headers: Record<string, string>;
    readonly body?: string;
    readonly redirect: 'error';
    readonly signal: RuntimeSignal;
  },
) => Promise<HttpResponse>;

export type HttpHeaders = { get(name: string): string | null };

type HttpResponse = {
  readonly status: number;
  readonly headers: HttpHeaders;
  text(): Promise<string>;
};

/** The runtime's own signal type where its types are loaded, so that its `fetch` can be passed without a cast. */
type RuntimeSignal = typeof globalThis extends {
  AbortSignal: { timeout(milliseconds: number): infer Signal };
}
  ? Signal
  : { readonly aborted: boolean };

/** In Node since 17.3 and Chromium since 103; visible to this module only. */
declare const AbortSignal: { timeout(milliseconds: number): RuntimeSignal };

/** A signal that ends a call after a while. Its timer does not keep a process alive. */
export function createTimeoutSignal(milliseconds: number): RuntimeSignal {
  return AbortSignal.timeout(milliseconds);
}
