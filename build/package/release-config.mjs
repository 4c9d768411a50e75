// @ts-check
import { writeFileSync } from 'node:fs';

/**
 * @typedef {{
 *   forceCodeSigning: true,
 *   publish: { provider: 'generic', url: string },
 *   mac?: { notarize: true },
 *   win?: { azureSignOptions?: Record<string, string>, signtoolOptions?: Record<string, string | readonly string[]> },
 * }} ReleaseConfig
 */

/** What `docs/releasing.md` explains: names of variables, never values. */
export const RELEASE_VARIABLES = {
  feed: 'UPDATE_FEED_URL',
  publisher: 'WINDOWS_PUBLISHER_NAME',
  azureEndpoint: 'AZURE_SIGNING_ENDPOINT',
  azureAccount: 'AZURE_SIGNING_ACCOUNT',
  azureProfile: 'AZURE_SIGNING_PROFILE',
  windowsCertificate: 'WIN_CSC_LINK',
  windowsCertificatePassword: 'WIN_CSC_KEY_PASSWORD',
  appleCertificate: 'CSC_LINK',
  appleCertificatePassword: 'CSC_KEY_PASSWORD',
  appleInstaller: 'CSC_INSTALLER_LINK',
  appleInstallerPassword: 'CSC_INSTALLER_KEY_PASSWORD',
  appleKey: 'APPLE_API_KEY',
  appleKeyId: 'APPLE_API_KEY_ID',
  appleIssuer: 'APPLE_API_ISSUER',
};

/**
 * What only a release has, beside electron-builder.yml. Refuses to build one that would be unsigned, or whose updates nobody
 * could verify: Windows' updater compares the publisher of an update with the one that is built in here.
 *
 * @param {'win32' | 'darwin'} platform
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {ReleaseConfig}
 * @throws {Error} with a sentence that names what is missing
 */
export function createReleaseConfig(platform, env) {
  const [feed] = read(env, 'feed');
  if (feed === undefined || !feed.startsWith('https://'))
    throw new Error(`${RELEASE_VARIABLES.feed} must be an address that begins with https://.`);
  const base = /** @type {const} */ ({ forceCodeSigning: true, publish: { provider: 'generic', url: feed } });
  if (platform === 'win32') return { ...base, win: createWindowsSigning(env) };
  read(env, 'appleCertificate', 'appleCertificatePassword', 'appleInstaller', 'appleInstallerPassword');
  read(env, 'appleKey', 'appleKeyId', 'appleIssuer');
  return { ...base, mac: { notarize: true } };
}

/** @param {Readonly<Record<string, string | undefined>>} env @returns {NonNullable<ReleaseConfig['win']>} */
function createWindowsSigning(env) {
  const [publisher = ''] = read(env, 'publisher');
  // All parts of a distinguished name are compared, of a bare name only that one.
  if (!publisher.startsWith('CN=') || !publisher.includes(', O='))
    throw new Error(
      `${RELEASE_VARIABLES.publisher} must be the certificate’s whole subject, such as CN=…, O=…, L=…, C=GB.`,
    );
  if (env[RELEASE_VARIABLES.azureEndpoint] === undefined || env[RELEASE_VARIABLES.azureEndpoint] === '') {
    read(env, 'windowsCertificate', 'windowsCertificatePassword');
    return {
      signtoolOptions: {
        publisherName: [publisher],
        signingHashAlgorithms: ['sha256'],
        rfc3161TimeStampServer: 'http://timestamp.digicert.com',
      },
    };
  }
  const [endpoint = '', account = '', profile = ''] = read(
    env,
    'azureEndpoint',
    'azureAccount',
    'azureProfile',
  );
  return {
    azureSignOptions: {
      publisherName: publisher,
      endpoint,
      codeSigningAccountName: account,
      certificateProfileName: profile,
    },
  };
}

/**
 * @param {Readonly<Record<string, string | undefined>>} env
 * @param {...keyof typeof RELEASE_VARIABLES} names
 */
function read(env, ...names) {
  const missing = names.map((name) => RELEASE_VARIABLES[name]).filter((name) => !env[name]);
  if (missing.length > 0) throw new Error(`A release needs ${missing.join(', ')} (docs/releasing.md).`);
  return names.map((name) => env[RELEASE_VARIABLES[name]]);
}

/**
 * electron-builder reads one configuration: the file of the project, with what a release adds.
 *
 * @param {string} path of the file to write
 * @param {string} projectConfig absolute path of electron-builder.yml
 * @param {ReleaseConfig} release
 */
export function writeReleaseConfig(path, projectConfig, release) {
  writeFileSync(path, JSON.stringify({ extends: projectConfig, ...release }));
}
