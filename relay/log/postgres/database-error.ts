import { DatabaseError } from 'pg';
import { AppError } from '../../../shared/domain/app-error.ts';
import { LogUnavailable } from '../log-unavailable.ts';

/**
 * States in which the statement was right and the server was not able: connection (08), resources (53), operator (57),
 * system (58), a lock not had in time (55P03), conflicts (40), and a server that only reads, which is what a standby
 * is after a failover (25006). https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const UNAVAILABLE = /^(?:08|40|53|57|58|55P03|25006)/;

/**
 * An error of the driver as the rest of the relay knows it: LogUnavailable when the server could not be reached or was not
 * able; anything else is a mistake of ours and stays what it is.
 */
export function toLogError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  // What is not an answer of the server comes from the socket or from the driver's own clock.
  const isUnavailable = !(error instanceof DatabaseError) || UNAVAILABLE.test(error.code ?? '');
  if (!isUnavailable) return error;
  return new LogUnavailable(
    error instanceof DatabaseError ? (error.code ?? 'no code') : nameOf(error),
    error,
  );
}

/** Why the database could not be opened at all, for whoever starts the relay. `place` holds no password. */
export function toOpeningError(error: unknown, place: string): unknown {
  if (error instanceof AppError) return error;
  const sentence = error instanceof DatabaseError ? explain(error) : nameOf(error);
  return new AppError('database', `The relay cannot open the database at ${place}: ${sentence}.`, {
    cause: error,
    retryable: true,
  });
}

function explain({ code, message }: DatabaseError): string {
  switch (code) {
    case '28P01':
    case '28000':
      return 'the server refuses the user name or the password in DATABASE_URL';
    case '3D000':
      return 'the server has no database of that name. Create it first, with the encoding UTF8';
    case '42501':
      return 'the user may not create tables in it. Make the user the owner of the database';
    case '53300':
      return 'the server has too many connections. Raise max_connections, or close some';
    default:
      return message;
  }
}

/** ECONNREFUSED and its like say enough, and nothing that must not be told. */
function nameOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.message : 'unknown error';
}
