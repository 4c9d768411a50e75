import type { RelayConfig } from './config.ts';
import type { RelayLog } from './log/relay-log.ts';
import type { RelayLogger } from './logger.ts';

/** What every part of a running relay needs. Clock and randomness come from outside. */
export type RelayContext = {
  readonly config: RelayConfig;
  readonly log: RelayLog;
  readonly logger: RelayLogger;
  /** Epoch ms. */
  readonly now: () => number;
  /** Cryptographically strong. */
  readonly randomBytes: (size: number) => Uint8Array;
};

/** What operations need: they also work on the log of a relay that is not running. */
export type AdminContext = Pick<RelayContext, 'log' | 'now' | 'randomBytes'>;
