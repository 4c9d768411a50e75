import { describe, expect, test } from 'vitest';
import { type RuntimeFacts, chooseRuntime } from '../../../../build/runtime/choose-runtime.mjs';

const BARE: RuntimeFacts = {
  overridePath: undefined,
  isOverrideAnElectron: false,
  preparedPath: undefined,
  isOfficialInstalled: false,
  officialAttempt: 'not-tried',
  officialVersion: '45.4.1',
  registryVersion: '33.2.1',
  platform: 'linux',
  arch: 'x64',
};
const NAMED = { overridePath: '/named', isOverrideAnElectron: true };

const cases: readonly (readonly [string, Partial<RuntimeFacts>, string])[] = [
  ['nothing is known yet', {}, 'try-official'],
  ['nothing is known yet on a Mac', { platform: 'darwin', arch: 'arm64' }, 'try-official'],
  ['the official build is there', { isOfficialInstalled: true }, 'official'],
  ['the download has worked', { officialAttempt: 'installed' }, 'official'],
  ['the download has failed on Linux x64', { officialAttempt: 'unreachable' }, 'registry'],
  ['the download has failed on Linux arm64', { officialAttempt: 'unreachable', arch: 'arm64' }, 'none'],
  ['the download has failed on Windows', { officialAttempt: 'unreachable', platform: 'win32' }, 'none'],
  ['a folder is named', NAMED, 'override'],
  ['a folder is named beside an official build', { ...NAMED, isOfficialInstalled: true }, 'override'],
  ['the named folder was chosen by the command before', { ...NAMED, preparedPath: '/named' }, 'prepared'],
  ['another folder was chosen before', { ...NAMED, preparedPath: '/other' }, 'override'],
  ['the named folder is empty', { ...NAMED, isOverrideAnElectron: false }, 'none'],
  [
    'the folder chosen before has gone',
    { ...NAMED, isOverrideAnElectron: false, preparedPath: '/named' },
    'none',
  ],
  ['the variable is set to nothing', { overridePath: '' }, 'try-official'],
];

test.each(cases)('When %s, the choice follows.', (_case, facts, kind) => {
  expect(chooseRuntime({ ...BARE, ...facts }).kind).toBe(kind);
});

describe('The line that says why', () => {
  test('names both versions when the official one cannot be had.', () => {
    const choice = chooseRuntime({ ...BARE, officialAttempt: 'unreachable' });
    expect(choice).toMatchObject({ reason: expect.stringMatching(/33\.2\.1.*because.*45\.4\.1/) });
  });

  test('tells what to do when there is none.', () => {
    const choice = chooseRuntime({ ...BARE, platform: 'darwin', officialAttempt: 'unreachable' });
    expect(choice).toMatchObject({ reason: expect.stringContaining('ELECTRON_MIRROR') });
  });

  test('names the folder in which there is no Electron.', () => {
    const choice = chooseRuntime({ ...BARE, overridePath: '/gone' });
    expect(choice).toMatchObject({ reason: expect.stringContaining('/gone') });
  });
});
