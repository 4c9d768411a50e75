import { AppError } from '../../shared/domain/app-error.ts';

/** The log's server is away, or not able: nothing was promised, and asking again later may help. */
export class LogUnavailable extends AppError {
  /** SQLSTATE of PostgreSQL or the system's name of the error, for those who decide by it. */
  readonly reason: string;

  constructor(reason: string, cause: unknown) {
    super('database', `The relay's database does not answer as it should (${reason}).`, {
      cause,
      retryable: true,
    });
    this.reason = reason;
  }
}
