import { lookup } from 'node:dns';
import { BlockList, type LookupFunction, isIP } from 'node:net';
import { assert } from '../../shared/domain/assert.ts';

/**
 * IPv4 that is not the public internet, and those parts of IPv6's global unicast that are not.
 * Source: IANA, IPv4 and IPv6 Special-Purpose Address Registries.
 */
const SPECIAL_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
const SPECIAL_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];
/** Everything outside of it is loopback, link-local, private, mapped or multicast. */
const GLOBAL_V6 = ['2000::/3'];

/** Where hooks may go: the public internet, and what the operator allowed beside it. */
export type HookNetworks = {
  permits(address: string): boolean;
  /** Whether this is the machine itself, and permitted: there, plain http is no risk. */
  permitsPlain(address: string): boolean;
  /** For `http.request`: resolves a name to addresses that are permitted, or fails with `AddressRefused`. */
  readonly lookup: LookupFunction;
};

export class AddressRefused extends Error {
  constructor() {
    super('the address is not on the public internet, and RELAY_HOOK_NETWORKS does not allow it');
    this.name = 'AddressRefused';
  }
}

/** `allowed`: networks like `10.0.0.0/8` (`isNetwork`) that hooks may reach although they are not public. */
export function createHookNetworks(allowed: readonly string[]): HookNetworks {
  const [special, special6, global6] = [SPECIAL_V4, SPECIAL_V6, GLOBAL_V6].map(toList);
  const [extra, loopback] = [toList(allowed), toList(['127.0.0.0/8', '::1/128'])];
  const isPublic = (address: string, family: 'ipv4' | 'ipv6') =>
    family === 'ipv4'
      ? !special?.check(address, family)
      : global6?.check(address, family) === true && !special6?.check(address, family);

  function permits(address: string): boolean {
    const family = familyOf(address);
    return family !== undefined && (extra.check(address, family) || isPublic(address, family));
  }

  return {
    permits,
    permitsPlain(address) {
      const family = familyOf(address);
      return family !== undefined && loopback.check(address, family) && extra.check(address, family);
    },
    lookup(hostname, options, callback) {
      lookup(hostname, { ...options, all: true }, (error, found) => {
        if (error) return callback(error, '');
        // The address that was looked at is the one that is connected to: a name cannot change in between.
        const permitted = found.filter(({ address }) => permits(address));
        const [first] = permitted;
        if (first === undefined) return callback(new AddressRefused(), '');
        if (options.all === true) callback(null, permitted);
        else callback(null, first.address, first.family);
      });
    },
  };
}

function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  const version = isIP(address);
  return version === 0 ? undefined : version === 4 ? 'ipv4' : 'ipv6';
}

/** Whether this is an address and the length of its prefix, like `10.0.0.0/8`. */
export function isNetwork(text: string): boolean {
  return parseNetwork(text) !== undefined;
}

function toList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const text of networks) {
    const network = parseNetwork(text);
    assert(network !== undefined, 'the configuration was parsed, and the rest is written above');
    list.addSubnet(network.address, network.bits, network.family);
  }
  return list;
}

function parseNetwork(text: string) {
  const [, address = '', bits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const family = familyOf(address);
  if (family === undefined || Number(bits) > (family === 'ipv4' ? 32 : 128)) return undefined;
  return { address, bits: Number(bits), family };
}
