import { AppError } from '../../shared/domain/app-error.ts';

/**
 * Why the cache cannot be used. `unreadable`: the key is wrong, or the file is no database (with encryption nobody can
 * tell which). `from-future`: made by a newer version. `failed`: the disk, or the thread that owns the file.
 */
export type DatabaseErrorReason = 'unreadable' | 'from-future' | 'failed';

export class DatabaseError extends AppError {
  readonly reason: DatabaseErrorReason;

  constructor(reason: DatabaseErrorReason, message: string, cause?: unknown) {
    super('database', message, { cause });
    this.name = 'DatabaseError';
    this.reason = reason;
  }
}
