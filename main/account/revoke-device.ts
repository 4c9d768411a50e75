import { z } from 'zod';
import { AppError } from '../../shared/domain/app-error.ts';
import type { RelayHttp } from '../sync/relay-http.ts';

/** Everything is removed here already; so long, in milliseconds, somebody who signs out waits for the relay. */
export const SIGN_OUT_PATIENCE_MS = 5_000;

/**
 * Tells the relay that this desktop's token is good for nothing any more. False when the relay could not be told; then
 * the desktop stays in its list until an administrator removes it.
 */
export async function revokeDevice(relay: RelayHttp): Promise<boolean> {
  try {
    await relay.request({ method: 'DELETE', path: '/v1/devices/me', answer: z.unknown() });
    return true;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // A relay that does not know this desktop has nothing left to revoke.
    return error.code === 'not-signed-in';
  }
}
