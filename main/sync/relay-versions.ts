import type { z } from 'zod';
import { PROTOCOL_VERSION } from '../../shared/protocol/frames.ts';
import type { aboutResponseSchema } from '../../shared/protocol/http.ts';

export const APP_TOO_OLD =
  'This version of the app is too old for the agency’s relay. Install the current version.';
export const RELAY_TOO_OLD =
  'The agency’s relay is older than this app and does not understand it. Ask whoever runs the relay to bring it up to date.';

/** Why this app and the relay do not understand each other; undefined where they do. */
export function describeVersionGap(about: z.infer<typeof aboutResponseSchema>): string | undefined {
  if (about.protocol.oldest > PROTOCOL_VERSION) return APP_TOO_OLD;
  return about.protocol.newest < PROTOCOL_VERSION ? RELAY_TOO_OLD : undefined;
}
