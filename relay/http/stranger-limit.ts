import type { IncomingMessage } from 'node:http';
import type { ClientAddress } from './client-address.ts';

export type StrangerLimit = {
  /** Whether this address has failed too often in this minute to be listened to. */
  isBarred(request: IncomingMessage): boolean;
  /** It failed to show who it is. */
  noteFailure(request: IncomingMessage): void;
};

const MINUTE_MS = 60_000;
/** More are not told apart within a minute; they begin to count anew. */
const MAX_ADDRESSES = 20_000;

/**
 * Counts failures by address. Addresses of one's own network are never barred: behind a proxy that RELAY_TRUST_PROXY does
 * not name, everybody has its address, Meta too.
 */
export function createStrangerLimit(
  findAddress: (request: IncomingMessage) => ClientAddress | undefined,
  perMinute: number,
  elapsed: () => number,
): StrangerLimit {
  let beganAt = -Infinity;
  const failures = new Map<string, number>();

  function count(request: IncomingMessage, more: number): number {
    if (elapsed() - beganAt >= MINUTE_MS || failures.size >= MAX_ADDRESSES) {
      beganAt = elapsed();
      failures.clear();
    }
    const address = findAddress(request);
    if (address === undefined || address.isPrivate) return 0;
    const present = (failures.get(address.key) ?? 0) + more;
    if (more > 0) failures.set(address.key, present);
    return present;
  }

  return {
    // On the hot path: while nobody has failed, nobody's address is worth reading.
    isBarred: (request) => failures.size > 0 && count(request, 0) >= perMinute,
    noteFailure: (request) => void count(request, 1),
  };
}
