import { hostname } from 'node:os';
import type { Context } from '../context.ts';
import type { ProxyCredentials } from '../network/proxy-credentials.ts';
import { withProxyAnswers } from '../network/with-proxy-answers.ts';
import type { AppFacts } from '../sync/relay-versions.ts';
import { createRelayHttp } from '../sync/relay-http.ts';
import { enrolDesktop } from './enrolment.ts';
import type { LocalSettingsStore } from './local-settings.ts';
import type { SecretBox } from './secret-box.ts';

/** Signs a user in on this desktop, asking for the proxy's password where it wants one. Throws as `enrolDesktop` does. */
export function createEnrol(options: {
  /** The only relay that an administrator allows on this computer, if they have named one. */
  readonly managedRelayUrl: string | undefined;
  readonly proxyCredentials: ProxyCredentials;
  readonly userAgent: string;
  readonly findAppFacts: () => AppFacts;
  readonly fetch: typeof fetch;
  readonly settings: LocalSettingsStore;
  readonly secrets: SecretBox;
  readonly onEnrolled: () => Promise<void>;
}): Context['enrol'] {
  const { managedRelayUrl, proxyCredentials, userAgent, settings, secrets } = options;
  return async (relayUrl, code, deviceName) => {
    proxyCredentials.askAgain();
    await withProxyAnswers(proxyCredentials, () =>
      enrolDesktop({
        relayUrl: managedRelayUrl ?? relayUrl,
        code,
        deviceName: deviceName || hostname() || 'Desktop',
        createHttp: (url) =>
          createRelayHttp({ relayUrl: url, deviceToken: undefined, userAgent, fetch: options.fetch }),
        app: options.findAppFacts(),
        settings,
        secrets,
      }),
    );
    await options.onEnrolled();
  };
}
