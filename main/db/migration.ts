import type { WriteHandle } from './handle.ts';

export type Migration = {
  /** What `user_version` is afterwards: one more than before. */
  readonly version: number;
  readonly up: (db: WriteHandle) => void;
};
