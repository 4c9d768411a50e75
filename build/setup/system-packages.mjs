// @ts-check
import { existsSync } from 'node:fs';
import path from 'node:path';

import { runCommand } from '../runtime/run-command.mjs';

/** @typedef {'app' | 'screenless' | 'tests' | 'compiler'} Purpose */

/**
 * What Electron needs to open a window on a bare Debian, and what the tests need beside it. `proof` is a file that is
 * there when the package is: the path, or the name of a library, whose folder depends on the machine.
 *
 * @type {readonly { name: string, proof: string, isFor: Purpose }[]}
 */
const PACKAGES = [
  { name: 'libnss3', proof: 'libnss3.so', isFor: 'app' },
  { name: 'libgtk-3-0', proof: 'libgtk-3.so.0', isFor: 'app' },
  { name: 'libasound2', proof: 'libasound.so.2', isFor: 'app' },
  { name: 'libgbm1', proof: 'libgbm.so.1', isFor: 'app' },
  { name: 'libatk-bridge2.0-0', proof: 'libatk-bridge-2.0.so.0', isFor: 'app' },
  { name: 'libsecret-1-0', proof: 'libsecret-1.so.0', isFor: 'app' },
  { name: 'python3', proof: '/usr/bin/python3', isFor: 'compiler' },
  { name: 'make', proof: '/usr/bin/make', isFor: 'compiler' },
  { name: 'g++', proof: '/usr/bin/g++', isFor: 'compiler' },
  { name: 'xvfb', proof: '/usr/bin/Xvfb', isFor: 'screenless' },
  { name: 'fonts-inter', proof: '/usr/share/fonts/opentype/inter', isFor: 'screenless' },
  { name: 'fonts-dejavu-core', proof: '/usr/share/fonts/truetype/dejavu', isFor: 'screenless' },
  {
    name: 'fonts-noto-color-emoji',
    proof: '/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf',
    isFor: 'screenless',
  },
  { name: 'dbus', proof: '/usr/bin/dbus-daemon', isFor: 'tests' },
  { name: 'dunst', proof: '/usr/bin/dunst', isFor: 'tests' },
  { name: 'gnome-keyring', proof: '/usr/bin/gnome-keyring-daemon', isFor: 'tests' },
];

const LIBRARY_FOLDERS = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib'];

/**
 * @param {{ isForTests: boolean, hasDisplay: boolean }} situation
 * @returns {Purpose[]}
 */
export function listPurposes({ isForTests, hasDisplay }) {
  if (isForTests) return ['app', 'screenless', 'tests'];
  return hasDisplay ? ['app'] : ['app', 'screenless'];
}

/**
 * Installs what is missing, as root on Debian; elsewhere it says what to install. Windows and macOS need nothing.
 *
 * @param {(line: string) => void} say
 * @param {readonly Purpose[]} purposes
 * @returns {Promise<void>}
 */
export async function installSystemPackages(say, purposes) {
  if (process.platform !== 'linux') return;
  const missing = listMissing(purposes, existsSync);
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    say(`missing here, under its Debian name: ${missing.join(' ')}`);
    say(
      `if something does not start, run: sudo apt-get install --no-install-recommends ${missing.join(' ')}`,
    );
    return;
  }
  say(`installing system packages: ${missing.join(' ')}`);
  await installWithApt(missing);
}

/**
 * @param {readonly Purpose[]} purposes
 * @param {(path: string) => boolean} exists
 * @returns {string[]}
 */
export function listMissing(purposes, exists) {
  /** @param {string} proof */
  const isThere = (proof) =>
    proof.startsWith('/')
      ? exists(proof)
      : LIBRARY_FOLDERS.some((folder) => exists(path.posix.join(folder, proof)));
  return PACKAGES.filter(({ proof, isFor }) => purposes.includes(isFor) && !isThere(proof)).map(
    ({ name }) => name,
  );
}

/** @param {readonly string[]} names */
async function installWithApt(names) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // If it fails, the lists that are there may still do; if not, the next command says so.
  await runCommand('apt-get', ['update'], { env });
  const current = await Promise.all(names.map((name) => findCurrentName(name, env)));
  const args = ['install', '-y', '--no-install-recommends', ...current];
  const installed = await runCommand('apt-get', args, { env });
  if (!installed.isSuccess)
    throw new Error(`apt-get ${args.join(' ')} failed.\n${installed.output.slice(-3000)}`);
}

/** Debian 13 and Ubuntu 24.04 have renamed libraries whose times became 64 bits wide. @param {string} name @param {NodeJS.ProcessEnv} env */
async function findCurrentName(name, env) {
  const renamed = `${name}t64`;
  const shown = await runCommand('apt-cache', ['show', '--no-all-versions', renamed], { env });
  return shown.isSuccess ? renamed : name;
}
