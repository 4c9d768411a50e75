import { type Logger, pino, stdSerializers } from 'pino';
import { redact } from '../shared/redact.ts';

export type RelayLogger = Pick<Logger, 'info' | 'warn' | 'error'>;

/**
 * One JSON line for each fact, to standard output: area, fact, numbers. Every line passes `redact`, so that even the
 * message of a library's error cannot carry a number, a token or an id of Meta's into the log.
 */
export function createLogger(write: (line: string) => void): RelayLogger {
  return pino(
    { base: null, serializers: { error: describeError } },
    { write: (line: string) => write(redact(line)) },
  );
}

/** A logger for tests and for relays inside another program. */
export function createSilentLogger(): RelayLogger {
  return pino({ enabled: false });
}

/** Name, message and stack, but no property of the error: libraries hang whole requests there. */
function describeError(error: unknown) {
  if (!(error instanceof Error)) return { message: String(error) };
  const { type, message, stack } = stdSerializers.err(error);
  return { type, message, stack };
}
