import { z } from 'zod';

export const appErrorCodeSchema = z.enum([
  'invalid-input',
  'not-found',
  'forbidden',
  'not-signed-in',
  'not-set-up',
  'window-closed',
  'opted-out',
  'limit-reached',
  'template-not-sendable',
  'relay-unreachable',
  'relay-refused',
  // By the relay, until there is a newer version of this app.
  'app-too-old',
  'meta-refused',
  'meta-unreachable',
  'secrets-unavailable',
  'database',
  'conflict',
  'internal',
]);
export type AppErrorCode = z.infer<typeof appErrorCodeSchema>;

/** A failure of the world (network, disk, Meta, bad input). The message is a sentence a consultant can read. */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly retryable: boolean;

  constructor(
    code: AppErrorCode,
    message: string,
    options: { readonly retryable?: boolean; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.retryable = options.retryable ?? false;
  }
}
