import type { Json } from '../world/entities.ts';

/** A request as it came over the wire, without the version. */
export type GraphRequest = {
  readonly method: string;
  /** As asked for, "v26.0"; undefined where the path has none. */
  readonly version: string | undefined;
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
};

/** Cuts a URL into version, path segments and query. */
export function parseGraphUrl(url: string): Pick<GraphRequest, 'version' | 'segments' | 'query'> {
  const parsed = new URL(url, 'http://graph');
  const parts = parsed.pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
  const hasVersion = /^v\d+\.\d+$/.test(parts[0] ?? '');
  return {
    version: hasVersion ? parts[0] : undefined,
    segments: hasVersion ? parts.slice(1) : parts,
    query: parsed.searchParams,
  };
}

/**
 * The parameters of a call. JSON counts only under its own content type: without it Meta reads a form and then misses
 * `messaging_product` (reference section 1.3). Query parameters are parameters too.
 */
export function readParameters(request: GraphRequest): Json {
  const contentType = request.headers['content-type'] ?? '';
  const fromQuery = Object.fromEntries([...request.query].filter(([key]) => key !== 'access_token'));
  if (contentType.includes('application/json'))
    return { ...fromQuery, ...parseJsonObject(request.body.toString('utf8')) };
  if (contentType.includes('application/x-www-form-urlencoded')) {
    const form = Object.fromEntries(new URLSearchParams(request.body.toString('utf8')));
    return { ...fromQuery, ...form };
  }
  return fromQuery;
}

/** The bearer token, or the one in the query, or undefined. */
export function readToken(request: GraphRequest): string | undefined {
  const bearer = /^(?:Bearer|OAuth)\s+(.+)$/i.exec(request.headers['authorization'] ?? '')?.[1];
  return bearer?.trim() ?? request.query.get('access_token') ?? undefined;
}

/** A plain object, or undefined for anything else. */
export function asObject(value: unknown): Json | undefined {
  // A non-array object read from JSON has string keys by construction.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

/** A string, or undefined for anything else. */
export function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** An array, or an empty one for anything else. */
export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function parseJsonObject(text: string): Json {
  try {
    return asObject(JSON.parse(text)) ?? {};
  } catch {
    // Meta does not report broken JSON: it goes on as if the body were empty.
    return {};
  }
}
