import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { createReleaseConfig } from '../../../../build/package/release-config.mjs';
import { APP_ID, TOAST_ACTIVATOR_CLSID, TRAY_GUID } from '../../../../main/app-identity.ts';
import { LINK_SCHEME } from '../../../../main/links/connect-link.ts';
import { readYaml } from '../../../support/read-yaml.ts';

type Target = { readonly target: string; readonly arch: readonly string[] };
type Section = Readonly<Record<string, unknown>> & { readonly target: readonly Target[] };
const config = readYaml<
  Readonly<Record<string, unknown>> & {
    readonly files: readonly string[];
    readonly win: Section;
    readonly mac: Section;
    readonly nsis: Readonly<Record<string, unknown>>;
    readonly msi: Readonly<Record<string, unknown>>;
  }
>('electron-builder.yml');

// `typeof` is electron-builder's own word for hooks, which a file cannot hold.
const accepts = new Ajv({ strict: false })
  .addKeyword({
    keyword: 'typeof',
    validate: (_schema: string, value: unknown) => typeof value === 'function',
  })
  .compile(JSON.parse(readFileSync('node_modules/app-builder-lib/scheme.json', 'utf8')) as object);

function problemsOf(candidate: object): readonly string[] {
  return accepts(candidate)
    ? []
    : (accepts.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const RELEASE_ENV = {
  UPDATE_FEED_URL: 'https://updates.example.com/desktop',
  WINDOWS_PUBLISHER_NAME: 'CN=Colleague Software, O=Colleague Software, L=London, C=GB',
  AZURE_SIGNING_ENDPOINT: 'https://weu.codesigning.azure.net',
  AZURE_SIGNING_ACCOUNT: 'account',
  AZURE_SIGNING_PROFILE: 'profile',
  CSC_LINK: 'link',
  CSC_KEY_PASSWORD: 'password',
  CSC_INSTALLER_LINK: 'link',
  CSC_INSTALLER_KEY_PASSWORD: 'password',
  APPLE_API_KEY: 'key',
  APPLE_API_KEY_ID: 'id',
  APPLE_API_ISSUER: 'issuer',
};

test('electron-builder’s own schema accepts the configuration, and what a release adds to it', () => {
  expect(problemsOf(config)).toEqual([]);
  const windows = createReleaseConfig('win32', RELEASE_ENV);
  expect(problemsOf({ ...config, ...windows, win: { ...config.win, ...windows.win } })).toEqual([]);
  const mac = createReleaseConfig('darwin', RELEASE_ENV);
  expect(problemsOf({ ...config, ...mac, mac: { ...config.mac, ...mac.mac } })).toEqual([]);
  expect(problemsOf({ ...config, nsis: { perMachin: true } })).not.toEqual([]);
});

test('what users’ computers hang on is what it was in the first release', () => {
  const { appId, productName, nsis, msi, protocols } = config;
  expect({ appId, productName, guid: nsis['guid'], upgradeCode: msi['upgradeCode'], protocols }).toEqual({
    appId: 'com.colleaguesoftware.messaging',
    productName: 'Colleague Messaging',
    guid: '9bd7afc6-4c45-4fa5-88c7-1579d0641545',
    upgradeCode: '{9F7AA79A-1FDC-4258-94A5-C92B93B07F1A}',
    protocols: [{ name: 'Colleague Messaging', schemes: ['colleague'] }],
  });
  expect([APP_ID, LINK_SCHEME]).toEqual([appId, 'colleague']);
  expect([TRAY_GUID, TOAST_ACTIVATOR_CLSID]).toEqual([
    '6fa45a31-da7f-42bd-8dd0-bfa78a4fd746',
    '{74bd4b69-a8e1-4585-8136-35ca3c31712c}',
  ]);
  const { name, productName: inManifest } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
    string,
    string
  >;
  expect([name, inManifest]).toEqual(['colleague-messaging', productName]);
});

test('every installer is made for both processors', () => {
  const both = ['x64', 'arm64'];
  expect(config.win.target).toEqual(['nsis', 'msi'].map((target) => ({ target, arch: both })));
  expect(config.mac.target).toEqual(['dmg', 'zip', 'pkg'].map((target) => ({ target, arch: both })));
  expect(config.nsis).toMatchObject({ perMachine: false, oneClick: true, deleteAppDataOnUninstall: false });
  expect(config.msi).toMatchObject({ perMachine: true, runAfterFinish: false });
});

test('the fuses leave no way in from outside, and the addons are signed', () => {
  expect(config['electronFuses']).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
  expect(config).toMatchObject({ asar: true, npmRebuild: false, win: { signExts: ['.node', '.dll'] } });
});

test('what is installed refuses to be driven, and a release says nothing else', () => {
  expect(config['extraMetadata']).toEqual({ debugging: 'refused' });
  for (const platform of ['win32', 'darwin'] as const)
    expect(createReleaseConfig(platform, RELEASE_ENV)).not.toHaveProperty('extraMetadata');
  expect(readFileSync('build/package/package.mjs', 'utf8')).not.toContain('extraMetadata');
});

test('macOS’ runtime is hardened, and of its exceptions there is only the one that Chromium cannot do without', () => {
  expect(config.mac).toMatchObject({ hardenedRuntime: true, entitlements: 'build/entitlements.mac.plist' });
  expect(config.mac['entitlementsInherit']).toBe(config.mac['entitlements']);
  const plist = readFileSync('build/entitlements.mac.plist', 'utf8');
  expect([...plist.matchAll(/<key>(.*?)<\/key>/gu)].map(([, key]) => key)).toEqual([
    'com.apple.security.cs.allow-jit',
  ]);
});

test('every file that the configuration names is there', () => {
  const named = [config.win['icon'], config.mac['icon'], config.mac['entitlements'], config.nsis['include']];
  expect(named.filter((path) => !existsSync(String(path)))).toEqual([]);
});
