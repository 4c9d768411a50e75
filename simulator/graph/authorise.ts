import type { Simulation } from '../simulation.ts';
import type { AccessToken } from '../world/entities.ts';
import { metaError, type MetaError } from './meta-error.ts';

export type Authorisation = { readonly token: AccessToken } | { readonly error: MetaError };

/** Judges a bearer token: missing or unparsable and unknown → 190, invalidated → 190/467, expired → 190/463 (reference sections 1.3 and 11). */
export function authorise(simulation: Simulation, value: string | undefined): Authorisation {
  if (value === undefined || value === '')
    return { error: metaError(190, { message: 'An access token is required to request this resource.' }) };
  const token = simulation.world.tokens.get(value);
  if (token === undefined)
    return { error: metaError(190, { message: 'Invalid OAuth access token - Cannot parse access token' }) };
  const now = simulation.clock.now();
  if (token.isInvalidated) {
    return {
      error: metaError(190, {
        message:
          'Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.',
        subcode: 467,
      }),
    };
  }
  if (token.expiresAt === 0 || token.expiresAt > now) return { token };
  const message = `Error validating access token: Session has expired on ${formatPacific(token.expiresAt)}. The current time is ${formatPacific(now)}.`;
  return { error: metaError(190, { message, subcode: 463 }) };
}

/** "Sunday, 22-Nov-26 10:00:00 PST", as in Meta's sentence; always standard time. */
function formatPacific(at: number): string {
  const date = new Date(at - 8 * 3_600_000);
  const [time] = date.toISOString().slice(11).split('.');
  const part = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' }).format(date);
  return `${part({ weekday: 'long' })}, ${part({ day: '2-digit' })}-${part({ month: 'short' })}-${part({ year: '2-digit' })} ${time} PST`;
}
