import { expect, test } from 'vitest';
import { RELEASE_VARIABLES, createReleaseConfig } from '../../../../build/package/release-config.mjs';

const publisher = 'CN=Colleague Software, O=Colleague Software, L=London, C=GB';
const feed = { UPDATE_FEED_URL: 'https://updates.example.com/desktop' };
const azure = {
  AZURE_SIGNING_ENDPOINT: 'https://weu.codesigning.azure.net',
  AZURE_SIGNING_ACCOUNT: 'account',
  AZURE_SIGNING_PROFILE: 'profile',
};
const certificate = { WIN_CSC_LINK: 'base64', WIN_CSC_KEY_PASSWORD: 'secret' };

const apple = {
  CSC_LINK: 'x',
  CSC_KEY_PASSWORD: 'x',
  CSC_INSTALLER_LINK: 'x',
  CSC_INSTALLER_KEY_PASSWORD: 'x',
};

test('Windows is signed by Azure where its account is named, and the publisher is built in for updates', () => {
  const release = createReleaseConfig('win32', {
    ...feed,
    ...azure,
    ...certificate,
    WINDOWS_PUBLISHER_NAME: publisher,
  });
  expect(release).toEqual({
    forceCodeSigning: true,
    publish: { provider: 'generic', url: 'https://updates.example.com/desktop' },
    win: {
      azureSignOptions: {
        publisherName: publisher,
        endpoint: 'https://weu.codesigning.azure.net',
        codeSigningAccountName: 'account',
        certificateProfileName: 'profile',
      },
    },
  });
});

test('else by a certificate, whose password stays in the environment', () => {
  const release = createReleaseConfig('win32', {
    ...feed,
    ...certificate,
    WINDOWS_PUBLISHER_NAME: publisher,
  });
  expect(release.win?.signtoolOptions).toMatchObject({ publisherName: [publisher] });
  expect(JSON.stringify(release)).not.toContain('secret');
});

test.each<[string, 'win32' | 'darwin', Record<string, string>, RegExp]>([
  ['no feed', 'win32', {}, /needs UPDATE_FEED_URL/u],
  ['a feed without TLS', 'win32', { UPDATE_FEED_URL: 'http://updates.example.com' }, /begins with https/u],
  ['no publisher', 'win32', { ...feed, ...azure }, /needs WINDOWS_PUBLISHER_NAME/u],
  [
    'a publisher of which only the name is compared',
    'win32',
    { ...feed, ...azure, WINDOWS_PUBLISHER_NAME: 'Colleague Software' },
    /whole subject/u,
  ],
  [
    'half an Azure account',
    'win32',
    { ...feed, AZURE_SIGNING_ENDPOINT: 'https://x', WINDOWS_PUBLISHER_NAME: publisher },
    /needs AZURE_SIGNING_ACCOUNT, AZURE_SIGNING_PROFILE/u,
  ],
  ['no signature', 'win32', { ...feed, WINDOWS_PUBLISHER_NAME: publisher }, /needs WIN_CSC_LINK/u],
  ['no notarisation', 'darwin', { ...feed, ...apple }, /needs APPLE_API_KEY,/u],
])('with %s there is no release', (_name, platform, env, problem) => {
  expect(() => createReleaseConfig(platform, env)).toThrow(problem);
});

test('every variable has one name', () => {
  const names = Object.values(RELEASE_VARIABLES);
  expect(new Set(names).size).toBe(names.length);
});
