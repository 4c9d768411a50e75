import { z } from 'zod';
import type { Channel } from '../../shared/protocol/events.ts';
import type { RelayHttp } from './relay-http.ts';

/** Tells the relay of the user's own number, so that what is sent on it may be published, and replies find their way. */
export async function tellOwnNumber(
  relay: RelayHttp,
  { id, wabaId, name, phoneNumber }: Pick<Channel, 'id' | 'wabaId' | 'name' | 'phoneNumber'>,
): Promise<void> {
  const body = { id, wabaId, name, phoneNumber };
  await relay.request({ method: 'PUT', path: '/v1/channels/own', body, answer: z.unknown() });
}

/** What the agency sees of the number. */
export function nameOwnNumber(displayName: string): string {
  return `${displayName}’s number`;
}
