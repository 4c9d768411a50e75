import type { MediaJob } from '../db/local-media.ts';

/** What a place that has the file answered. */
export type Opened =
  | {
      readonly kind: 'open';
      readonly body: AsyncIterable<Uint8Array>;
      /** Where the body begins; 0 where the place cannot hand out the rest alone. */
      readonly from: number;
      /** Of the whole file, where it is told. */
      readonly size: number | undefined;
      /** Hex or base64, where it is told. */
      readonly sha256: string | undefined;
    }
  /** It does not have the file, or no longer. */
  | { readonly kind: 'gone'; readonly problem: string }
  | { readonly kind: 'later'; readonly problem: string };

/** A place that files are fetched from. Throws only when `signal` ends it. */
export type MediaSource = (job: MediaJob, from: number, signal: AbortSignal) => Promise<Opened>;
