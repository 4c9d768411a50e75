import { isIP } from 'node:net';

/** Names that fastify knows for the addresses of machines and networks of one's own. */
const NETWORKS: ReadonlySet<string> = new Set(['loopback', 'linklocal', 'uniquelocal']);

export const PROXIES_SHAPE =
  'must be the addresses of the proxies in front of the relay, such as 127.0.0.1 or 10.0.0.0/8, separated by commas';

/**
 * Whose `X-Forwarded-For` is believed. By address only: a number of proxies could be feigned by whoever reaches the relay
 * directly, and whoever may name their own address is held by no limit. Undefined when the text holds no addresses.
 */
export function parseTrustedProxies(text: string): string[] | undefined {
  const proxies = text.split(',').map((one) => one.trim());
  return proxies.every(isProxy) ? proxies : undefined;
}

function isProxy(text: string): boolean {
  if (NETWORKS.has(text)) return true;
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}
