import type { z } from 'zod';
import { AppError } from '../../shared/domain/app-error.ts';
import { isOlderVersion } from '../../shared/domain/app-version.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/frames.ts';
import type { aboutResponseSchema } from '../../shared/protocol/http.ts';

export const RELAY_TOO_OLD =
  'The agency’s relay is older than this app and does not understand it. Ask whoever runs the relay to bring it up to date.';

/** This app, as far as it matters when the relay wants a newer one. */
export type AppFacts = {
  readonly version: string;
  /** Else an administrator brings the new versions. */
  readonly updatesItself: boolean;
};

/** That this app is too old, for which version the relay asks if it says so, and what to do. */
export function describeTooOld(app: AppFacts, minimum?: string): string {
  const wanted = minimum === undefined ? '' : `, which needs ${minimum} or newer`;
  const step = app.updatesItself ? 'Update now' : 'Ask your administrator for the new version';
  return `Version ${app.version} of this app is too old for the agency’s relay${wanted}. ${step}: nothing is lost.`;
}

/** Why this app and the relay do not understand each other; undefined where they do. */
export function describeVersionGap(
  about: z.infer<typeof aboutResponseSchema>,
  app: AppFacts,
): AppError | undefined {
  const { protocol, minimumDesktop } = about;
  const isBelow = minimumDesktop !== undefined && isOlderVersion(app.version, minimumDesktop);
  if (protocol.oldest > PROTOCOL_VERSION || isBelow)
    return new AppError('app-too-old', describeTooOld(app, minimumDesktop));
  return protocol.newest < PROTOCOL_VERSION ? new AppError('relay-refused', RELAY_TOO_OLD) : undefined;
}
