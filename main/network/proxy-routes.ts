/** One way to a host, as the system's settings name it. */
export type ProxyRoute =
  | { readonly kind: 'direct' }
  | { readonly kind: 'proxy'; readonly isTls: boolean; readonly host: string; readonly port: number }
  /** A kind of proxy that we cannot use, by the name that the system gives it. */
  | { readonly kind: 'unsupported'; readonly name: string };

const DEFAULT_PORTS = { PROXY: 80, HTTP: 80, HTTPS: 443 } as const;
const ENTRY = /^(\S+)(?:\s+(\S+))?$/u;
const PLACE = /^(\[[0-9a-f:.]+\]|[^:[\]\s]+)(?::(\d{1,5}))?$/iu;

/**
 * Reads what Electron's `session.resolveProxy` answers: the words of a PAC script, `PROXY one:8080; HTTPS two:443; DIRECT`,
 * best first. https://developer.mozilla.org/docs/Web/HTTP/Guides/Proxy_servers_and_tunneling/Proxy_Auto-Configuration_PAC_file
 */
export function parseProxyRoutes(answer: string): readonly ProxyRoute[] {
  const routes = answer
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map(parseEntry);
  return routes.length === 0 ? [{ kind: 'direct' }] : routes;
}

function parseEntry(entry: string): ProxyRoute {
  const [, word = entry, place = ''] = ENTRY.exec(entry) ?? [];
  const kind = word.toUpperCase();
  if (kind === 'DIRECT') return { kind: 'direct' };
  const [, host, port] = PLACE.exec(place) ?? [];
  const isKnown = kind === 'PROXY' || kind === 'HTTP' || kind === 'HTTPS';
  if (!isKnown || host === undefined) return { kind: 'unsupported', name: kind.slice(0, 20) };
  const number = port === undefined ? DEFAULT_PORTS[kind] : Number(port);
  if (number < 1 || number > 65_535) return { kind: 'unsupported', name: kind };
  return { kind: 'proxy', isTls: kind === 'HTTPS', host: host.replaceAll(/^\[|\]$/gu, ''), port: number };
}
