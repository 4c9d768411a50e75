import type { AppErrorCode } from '../../shared/domain/app-error.ts';
import type { OpenOptions } from './open-database.ts';
import type { Salvage } from './salvage.ts';
import type { DatabaseErrorReason } from './database-error.ts';

/* What main and the database thread say to each other. */

/** `mustRebuild`: the file is damaged and is put aside before anything is opened. */
export type WorkerStart = OpenOptions & { readonly mustRebuild: boolean };

export type WorkerRequest =
  | { readonly kind: 'run'; readonly id: number; readonly verb: string; readonly args: readonly unknown[] }
  /** Finish what was asked before, close the file, end the thread. */
  | { readonly kind: 'close' };

export type WorkerError = {
  readonly code: AppErrorCode;
  readonly message: string;
  readonly retryable: boolean;
  /** Name and frames of what was thrown, for the log. Its message stays in the thread: it may hold a person's words. */
  readonly trace?: string;
  /** Set for a DatabaseError. */
  readonly reason?: DatabaseErrorReason;
};

export type WorkerReply =
  /** Said once, before anything else. */
  | { readonly kind: 'opened'; readonly salvaged?: Salvage }
  | { readonly kind: 'not-opened'; readonly error: WorkerError }
  | { readonly kind: 'value'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: WorkerError };
