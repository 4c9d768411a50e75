import { AppError } from '../../shared/domain/app-error.ts';

/**
 * Why the cache cannot be used. `unreadable`: the key is wrong, or the file is no database (with encryption nobody can
 * tell which). `damaged`: it was opened, and something in it is not as it was
 * written. `from-future`: made by a newer version. `full`: the disk has no room. `failed`: the disk, or the thread that owns the file.
 */
export type DatabaseErrorReason = 'unreadable' | 'damaged' | 'from-future' | 'full' | 'failed';

export class DatabaseError extends AppError {
  readonly reason: DatabaseErrorReason;

  constructor(reason: DatabaseErrorReason, message: string, cause?: unknown) {
    super('database', message, { cause, retryable: reason === 'full' });
    this.name = 'DatabaseError';
    this.reason = reason;
  }
}
