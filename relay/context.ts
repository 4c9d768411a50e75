import type { CompanyNumber } from './company/company-number.ts';
import type { RelayConfig } from './config.ts';
import type { RelayLog } from './log/relay-log.ts';
import type { DiskState } from './log/watch-disk.ts';
import type { RelayLogger } from './logger.ts';
import type { RelayMetrics } from './metrics/relay-metrics.ts';
import type { MediaStore } from './media/media-store.ts';
import type { SecretBox } from './secrets/secret-box.ts';

/** What every part of a running relay needs. Clock and randomness come from outside. */
export type RelayContext = {
  readonly config: RelayConfig;
  readonly log: RelayLog;
  readonly diskState: () => DiskState;
  readonly logger: RelayLogger;
  readonly metrics: RelayMetrics;
  /** In which numbers without a country are read. */
  readonly country: string;
  /** Epoch ms. */
  readonly now: () => number;
  /** Milliseconds that only grow, for durations: the clock may be set meanwhile. */
  readonly elapsed: () => number;
  /** Cryptographically strong. */
  readonly randomBytes: (size: number) => Uint8Array;
  readonly secrets: SecretBox;
  readonly media: MediaStore;
  readonly company: CompanyNumber;
};

/** What there is before the company's number. */
export type RelayBase = Omit<RelayContext, 'company'>;

/** What operations need: they also work on the log of a relay that is not running. */
export type AdminContext = Pick<RelayContext, 'log' | 'country' | 'now' | 'randomBytes'>;
