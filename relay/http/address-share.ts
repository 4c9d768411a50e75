import type { IncomingMessage } from 'node:http';
import type { ClientAddress } from './client-address.ts';

export type AddressShare = {
  /** Takes one place for this address; answers how to give it back, or undefined when the address has its share. */
  take(request: Pick<IncomingMessage, 'socket' | 'headers'>): (() => void) | undefined;
};

/**
 * Keeps one address from taking all places of something. Addresses of one's own network have no share: behind a proxy that
 * RELAY_TRUST_PROXY does not name, everybody has its address.
 */
export function createAddressShare(
  findAddress: (request: Pick<IncomingMessage, 'socket' | 'headers'>) => ClientAddress | undefined,
  most: number,
): AddressShare {
  const taken = new Map<string, number>();

  function giveBack(key: string): void {
    const left = (taken.get(key) ?? 0) - 1;
    if (left > 0) taken.set(key, left);
    else taken.delete(key);
  }

  return {
    take(request) {
      const address = findAddress(request);
      if (address === undefined || address.isPrivate) return () => undefined;
      const present = taken.get(address.key) ?? 0;
      if (present >= most) return undefined;
      taken.set(address.key, present + 1);
      return () => giveBack(address.key);
    },
  };
}
