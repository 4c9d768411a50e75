import { existsSync, mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findOfficialElectron, tryOfficialElectron } from '../../../../build/runtime/official-electron.mjs';
import { makeTemporaryFolder } from '../temporary-folder.ts';

const FAILS = 'process.exitCode = 1;';
const INSTALLS =
  "const fs = require('fs'), path = require('path'), at = (name) => path.join(__dirname, name);" +
  "fs.mkdirSync(at('dist')); fs.writeFileSync(at('dist/electron'), ''); fs.writeFileSync(at('path.txt'), 'electron');";

test('The installer brings the official build.', async () => {
  const machine = makeMachine(INSTALLS);
  expect(findOfficialElectron(machine.root)).toBeUndefined();
  expect(await machine.attempt()).toBe('installed');
  expect(findOfficialElectron(machine.root)).toBe(join(machine.root, 'node_modules/electron/dist'));
});

test('An installer that succeeds without bringing anything has not succeeded.', async () => {
  expect(await makeMachine('').attempt()).toBe('unreachable');
});

test('A failure counts for a day where there is an alternative.', async () => {
  const machine = makeMachine(FAILS);
  expect(await machine.attempt()).toBe('unreachable');
  expect(await machine.attempt()).toBe('unreachable');
  expect(machine.countInstallers()).toBe(1);
  machine.makeFailureOld();
  await machine.attempt();
  expect(machine.countInstallers()).toBe(2);
});

test('A failure does not count where there is no alternative.', async () => {
  const machine = makeMachine(FAILS);
  await machine.attempt({ hasAlternative: false });
  await machine.attempt({ hasAlternative: false });
  expect(machine.countInstallers()).toBe(2);
});

test.each(['ELECTRON_MIRROR', 'ELECTRON_GET_USE_PROXY', 'COLLEAGUE_TRY_OFFICIAL'])(
  '%s tries again after a failure.',
  async (name) => {
    const machine = makeMachine(FAILS);
    await machine.attempt();
    await machine.attempt({ [name]: 'set' });
    expect(machine.countInstallers()).toBe(2);
  },
);

test('A success forgets the failure before it.', async () => {
  const machine = makeMachine(FAILS);
  await machine.attempt();
  machine.replaceInstaller(INSTALLS);
  await machine.attempt({ COLLEAGUE_TRY_OFFICIAL: '1' });
  expect(existsSync(machine.stamp)).toBe(false);
});

/** A project whose installer is ours, on a machine with a cache of its own and no network. */
function makeMachine(installer: string) {
  const root = makeTemporaryFolder();
  const cache = makeTemporaryFolder();
  const count = join(root, 'count');
  const stamp = join(cache, 'colleague-messaging/official-electron-unreachable');
  const file = join(root, 'node_modules/electron/install.js');
  mkdirSync(join(root, 'node_modules/.bin'), { recursive: true });
  mkdirSync(join(root, 'node_modules/electron'));
  symlinkSync(process.execPath, join(root, 'node_modules/.bin/node'));
  writeFileSync(count, '');
  const replaceInstaller = (code: string) =>
    writeFileSync(file, `require('fs').appendFileSync(${JSON.stringify(count)}, 'x'); ${code}`);
  replaceInstaller(installer);
  return {
    root,
    stamp,
    replaceInstaller,
    countInstallers: () => readFileSync(count, 'utf8').length,
    makeFailureOld() {
      const yesterday = new Date(Date.now() - 25 * 60 * 60_000);
      utimesSync(stamp, yesterday, yesterday);
    },
    attempt: ({
      hasAlternative = true,
      ...env
    }: { hasAlternative?: boolean; [name: string]: unknown } = {}) =>
      tryOfficialElectron(root, () => undefined, {
        hasAlternative,
        env: { XDG_CACHE_HOME: cache, ...(env as NodeJS.ProcessEnv) },
        canReach: async () => false,
      }),
  };
}
