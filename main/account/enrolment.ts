import { z } from 'zod';
import { AppError } from '../../shared/domain/app-error.ts';
import { aboutResponseSchema, enrolResponseSchema } from '../../shared/protocol/http.ts';
import { type RelayHttp, describeStranger } from '../sync/relay-http.ts';
import { type AppFacts, RELAY_TOO_OLD, describeVersionGap } from '../sync/relay-versions.ts';
import { checkServiceUrl } from './service-url.ts';
import type { LocalSettingsStore } from './local-settings.ts';
import type { SecretBox } from './secret-box.ts';

/**
 * Makes this desktop one of the user's: the code, good for one use, becomes a device token. Throws AppError with the
 * sentence that the sign-in page shows.
 */
export async function enrolDesktop(options: {
  readonly relayUrl: string;
  readonly code: string;
  readonly deviceName: string;
  readonly createHttp: (relayUrl: string) => RelayHttp;
  readonly app: AppFacts;
  readonly settings: LocalSettingsStore;
  readonly secrets: SecretBox;
}): Promise<void> {
  const relayUrl = checkServiceUrl(options.relayUrl);
  if (relayUrl === undefined) {
    throw new AppError(
      'invalid-input',
      'The relay’s address must begin with https:// and name your agency’s relay.',
    );
  }
  if (options.code === '')
    throw new AppError('invalid-input', 'Enter the code that your administrator gave you.');
  const http = options.createHttp(relayUrl);
  await checkRelay(http, relayUrl, options.app);
  // The code works once: it is not given away where what it becomes could not be kept.
  await options.secrets.isKept();
  const enrolled = await http.request({
    method: 'POST',
    path: '/v1/enrol',
    body: { code: options.code, deviceName: options.deviceName },
    answer: enrolResponseSchema,
  });
  await options.secrets.keep(enrolled.user.id, 'device-token', enrolled.deviceToken);
  // The keychain is open now: what it does not open, as after a reset of its password, it never will.
  for (const name of ['database-key', 'own-number-token', 'lock-pin'] as const)
    await options.secrets
      .find(enrolled.user.id, name)
      .catch(() => options.secrets.forget(enrolled.user.id, name));
  options.settings.update({
    wasRemoved: undefined,
    account: {
      relayUrl,
      agencyName: enrolled.agencyName,
      user: enrolled.user,
      deviceId: enrolled.deviceId,
    },
  });
}

/** Before the code is given away: is this a relay, and do we understand each other? Throws AppError where not. */
async function checkRelay(http: RelayHttp, relayUrl: string, app: AppFacts): Promise<void> {
  const about = await http
    .request({ method: 'GET', path: '/v1/about', answer: z.unknown() })
    .catch((error: unknown) => {
      // Only a relay answers so, and only one from before this question.
      if (error instanceof AppError && error.code === 'not-found')
        throw new AppError('relay-refused', RELAY_TOO_OLD);
      throw error;
    });
  const parsed = aboutResponseSchema.safeParse(about);
  if (!parsed.success) throw new AppError('relay-refused', describeStranger(relayUrl));
  const gap = describeVersionGap(parsed.data, app);
  if (gap !== undefined) throw gap;
}
