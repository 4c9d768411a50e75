import { classifyNetworkError, type NetworkFailure } from './classify-network-error.ts';
import { createTimeoutSignal, type HttpFetch, type HttpHeaders } from './http-fetch.ts';

/** What Meta said, good or bad. */
export type GraphAnswer = {
  readonly kind: 'answer';
  readonly status: number;
  /** Parsed JSON, not yet understood. */
  readonly body: unknown;
  readonly headers: HttpHeaders;
};

/** What became of a call: an answer, a failure before the request was written, or doubt. */
export type GraphOutcome = GraphAnswer | NetworkFailure;

export type GraphQuery = Readonly<Record<string, string | number>>;

/** Calls of the Graph API with one token. None of them throws, and none lets the token out. Paths begin without slash. */
export type GraphClient = {
  get(path: string, query?: GraphQuery): Promise<GraphOutcome>;
  post(path: string, body: object): Promise<GraphOutcome>;
  delete(path: string): Promise<GraphOutcome>;
  /** `debug_token` for the client's own token: expiry and scopes. */
  inspectToken(): Promise<GraphOutcome>;
};

type GraphClientOptions = {
  readonly fetch: HttpFetch;
  readonly token: string;
  /** `v26.0`: always sent, because a call without one gets whatever the app's dashboard says. */
  readonly version: string;
  /** Explicit, because Meta's media hosts refuse some runtimes' own. */
  readonly userAgent: string;
  readonly timeoutMs: number;
  /** Only for tests and the simulator. */
  readonly baseUrl?: string | undefined;
};

const GRAPH_BASE_URL = 'https://graph.facebook.com';

export function createGraphClient(options: GraphClientOptions): GraphClient {
  // Anything but visible ASCII makes fetch throw, with the token in its message; a mangled token Meta refuses with 190.
  const token = options.token.replace(/[^\x21-\x7e]/g, '');
  const root = `${(options.baseUrl ?? GRAPH_BASE_URL).replace(/\/+$/, '')}/v${options.version.replace(/^v/i, '')}`;

  async function call(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    query: GraphQuery = {},
    body?: object,
  ): Promise<GraphOutcome> {
    try {
      const response = await options.fetch(`${root}/${path}${formatQuery(query)}`, {
        method,
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${token}`,
          'user-agent': options.userAgent,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        // A redirect would take the token to a host that we did not choose.
        redirect: 'error',
        signal: createTimeoutSignal(options.timeoutMs),
      });
      return readAnswer(response.status, response.headers, await response.text());
    } catch (error) {
      return classifyNetworkError(error);
    }
  }

  return {
    get: (path, query) => call('GET', path, query),
    post: (path, body) => call('POST', path, {}, body),
    delete: (path) => call('DELETE', path),
    inspectToken: () => call('GET', 'debug_token', { input_token: token }),
  };
}

function readAnswer(status: number, headers: HttpHeaders, text: string): GraphOutcome {
  try {
    return { kind: 'answer', status, body: JSON.parse(text) as unknown, headers };
  } catch {
    return { kind: 'unknown', reason: `HTTP ${status} came with something that is not Meta's JSON.` };
  }
}

function formatQuery(query: GraphQuery): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
