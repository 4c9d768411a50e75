import { expect, test } from 'vitest';
import { type Source, loadManaged } from '../../../../main/provisioning/load-managed.ts';
import type { ManagedSettings } from '../../../../main/provisioning/managed-settings.ts';
import { listProvisioningPlaces } from '../../../../main/provisioning/provisioning-places.ts';
import { parseRegistryPolicy } from '../../../../main/provisioning/registry-policy.ts';

function source(name: string, settings: ManagedSettings, problems: readonly string[] = []): Source {
  return { name, read: async () => ({ settings, problems }) };
}

test('the first source that names a setting decides it; the others add what it leaves open', async () => {
  const managed = await loadManaged([
    source('the computer’s policy', { keepInTray: false }),
    source('the user’s policy', { keepInTray: true, startAtLogin: true }),
    { name: 'a file that is not there', read: async () => undefined },
    source('a file', { relayAddress: 'https://relay.example', startAtLogin: false }),
  ]);
  expect(managed).toEqual({
    settings: { keepInTray: false, startAtLogin: true, relayAddress: 'https://relay.example' },
    problems: [],
  });
});

test('each source with mistakes is named once, and one that fails altogether stops nothing', async () => {
  const managed = await loadManaged([
    { name: 'a policy', read: () => Promise.reject(new Error('no')) },
    source('/etc/x.json', { keepInTray: true }, ['one', 'two']),
  ]);
  expect(managed.settings).toEqual({ keepInTray: true });
  expect(managed.problems).toEqual([expect.stringMatching(/in \/etc\/x\.json has mistakes: one; two\./u)]);
});

/** As `reg query "HKLM\Software\Policies\Colleague Messaging"` prints it. */
const ANSWER = [
  '',
  'HKEY_LOCAL_MACHINE\\Software\\Policies\\Colleague Messaging',
  '    RelayAddress    REG_SZ    https://relay.example.co.uk',
  '    AgencyName    REG_SZ    Harper    and Lowe',
  '    NotificationContent    REG_SZ    nothing',
  '    StartAtLogin    REG_DWORD    0x1',
  '    KeepInTray    REG_DWORD    0x0',
  '',
].join('\r\n');

test('the registry’s answer is read as Windows prints it', () => {
  expect(parseRegistryPolicy(ANSWER)).toEqual({
    settings: {
      relayAddress: 'https://relay.example.co.uk',
      agencyName: 'Harper    and Lowe',
      notificationContent: 'nothing',
      startAtLogin: true,
      keepInTray: false,
    },
    problems: [],
  });
});

test.each([
  [
    'a switch that is neither on nor off',
    '    KeepInTray    REG_DWORD    0x7',
    /keepInTray must be true or/u,
  ],
  ['text for a switch', '    KeepInTray    REG_SZ    true', /keepInTray must be true or/u],
  [
    'an address without TLS',
    '    RelayAddress    REG_SZ    http://relay.example',
    /relayAddress must begin/u,
  ],
  ['an empty address', '    RelayAddress    REG_SZ    ', /relayAddress must begin/u],
  ['another name', '    Relay    REG_SZ    x', /“relay” is no setting/u],
])('in the registry, %s is told', (_what, line, problem) => {
  expect(parseRegistryPolicy(line)).toEqual({ settings: {}, problems: [expect.stringMatching(problem)] });
});

test.each([
  ['another kind of value', '    KeepInTray    REG_BINARY    01'],
  ['a key below', 'HKEY_LOCAL_MACHINE\\Software\\Policies\\Colleague Messaging\\More'],
  ['an error', 'ERROR: The system was unable to find the specified registry key or value.'],
])('in the registry, %s is passed over', (_what, line) => {
  expect(parseRegistryPolicy(line)).toEqual({ settings: {}, problems: [] });
});

test.each([
  [
    'win32',
    'C:\\Program Files\\Colleague Messaging\\Colleague Messaging.exe',
    { ProgramData: 'D:\\Data', APPDATA: 'C:\\Users\\priya\\AppData\\Roaming' },
    [
      'D:\\Data\\Colleague Messaging\\provisioning.json',
      'C:\\Program Files\\Colleague Messaging\\provisioning.json',
      'C:\\Users\\priya\\AppData\\Roaming\\Colleague Messaging\\provisioning.json',
    ],
  ],
  [
    'darwin',
    '/Applications/Colleague Messaging.app/Contents/MacOS/Colleague Messaging',
    {},
    ['/Library/Application Support/Colleague Messaging/provisioning.json'],
  ],
  [
    'linux',
    '/opt/colleague/colleague-messaging',
    {},
    ['/etc/colleague-messaging/provisioning.json', '/opt/colleague/provisioning.json'],
  ],
] as const)('on %s the file is looked for in these places', (platform, executable, env, paths) => {
  expect(listProvisioningPlaces({ platform, executable, env }).map(({ path }) => path)).toEqual(paths);
});
