import type { RelayLog } from '../log/relay-log.ts';

/** Looks after every commit whether somebody may have lost access; several commits share one look. */
export function watchAccess(
  log: Pick<RelayLog, 'findAccessVersion'>,
  onChanged: () => Promise<void>,
  onFailure: (error: unknown) => void,
): { /** The log has grown. */ wake(): void } {
  let known = 0;
  let isLooking = false;
  let isStale = false;

  async function look(): Promise<void> {
    isLooking = true;
    try {
      while (isStale) {
        isStale = false;
        const version = await log.findAccessVersion();
        if (version === known) continue;
        await onChanged();
        known = version;
      }
    } finally {
      // In the same breath as the last look at `isStale`: a wake in between would be lost.
      isLooking = false;
    }
  }

  return {
    wake() {
      isStale = true;
      if (!isLooking) look().catch(onFailure);
    },
  };
}
