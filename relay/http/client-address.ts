import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv6 } from 'node:net';

/** The networks behind the names that RELAY_TRUST_PROXY may use. */
const NETWORKS: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

export type ClientAddress = {
  /** Who shares a limit: an IPv4 address, or the network of an IPv6 one. */
  readonly key: string;
  /** Of one's own network: perhaps a proxy that was not named, with everybody behind it. */
  readonly isPrivate: boolean;
};

/**
 * Where a request comes from, for the parts that fastify does not serve: the last address that no trusted proxy has, as
 * `X-Forwarded-For` tells it. Undefined when the connection has gone.
 */
export function createAddressReader(trustedProxies: readonly string[] = []) {
  const trusted = listNetworks(trustedProxies);
  const own = listNetworks(Object.keys(NETWORKS));
  return (request: Pick<IncomingMessage, 'socket' | 'headers'>): ClientAddress | undefined => {
    const address = findAddress(request, trusted);
    return address === undefined ? undefined : { key: keyOf(address), isPrivate: holds(own, address) };
  };
}

function findAddress(
  { socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>,
  trusted: BlockList,
): string | undefined {
  let address = plain(socket.remoteAddress);
  const forwarded = String(headers['x-forwarded-for'] ?? '').split(',');
  while (address !== undefined && holds(trusted, address)) {
    const before = plain(forwarded.pop()?.trim());
    if (before === undefined) return address;
    address = before;
  }
  return address;
}

/** IPv4 as itself, also where the system writes it as IPv6. Undefined for what is no address. */
function plain(text: string | undefined): string | undefined {
  const address = text?.replace(/^::ffff:(?=\d+\.)/i, '');
  return address !== undefined && isIP(address) !== 0 ? address : undefined;
}

/** Whoever has one IPv6 address has all of its /64. */
function keyOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === '' ? [] : tail.split(':');
  const zeros = address.includes('::') ? Array<string>(8 - groups.length - rest.length).fill('0') : [];
  return [...groups, ...zeros, ...rest].slice(0, 4).join(':');
}

function listNetworks(names: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of names.flatMap((name) => NETWORKS[name] ?? [name])) {
    const [address = '', bits] = network.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    list.addSubnet(address, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  return list;
}

function holds(list: BlockList, address: string): boolean {
  return list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
