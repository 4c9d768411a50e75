import { AppError } from '../../shared/domain/app-error.ts';
import { enrolResponseSchema } from '../../shared/protocol/http.ts';
import type { RelayHttp } from '../sync/relay-http.ts';
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
  const enrolled = await options.createHttp(relayUrl).request({
    method: 'POST',
    path: '/v1/enrol',
    body: { code: options.code, deviceName: options.deviceName },
    answer: enrolResponseSchema,
  });
  await options.secrets.keep(enrolled.user.id, 'device-token', enrolled.deviceToken);
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
