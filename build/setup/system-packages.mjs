// @ts-check
import { existsSync } from 'node:fs';

import { runCommand } from '../runtime/run-command.mjs';

/**
 * What Electron needs to open a window on a bare Debian, and what the tests need beside it. `proof` is a file that is
 * there when the package is.
 *
 * @type {readonly { name: string, proof: string, isFor: 'app' | 'screenless' | 'tests' }[]}
 */
const PACKAGES = [
  { name: 'libnss3', proof: '/usr/lib/x86_64-linux-gnu/libnss3.so', isFor: 'app' },
  { name: 'libgtk-3-0', proof: '/usr/lib/x86_64-linux-gnu/libgtk-3.so.0', isFor: 'app' },
  { name: 'libasound2', proof: '/usr/lib/x86_64-linux-gnu/libasound.so.2', isFor: 'app' },
  { name: 'libgbm1', proof: '/usr/lib/x86_64-linux-gnu/libgbm.so.1', isFor: 'app' },
  { name: 'libatk-bridge2.0-0', proof: '/usr/lib/x86_64-linux-gnu/libatk-bridge-2.0.so.0', isFor: 'app' },
  { name: 'libsecret-1-0', proof: '/usr/lib/x86_64-linux-gnu/libsecret-1.so.0', isFor: 'app' },
  { name: 'python3', proof: '/usr/bin/python3', isFor: 'app' },
  { name: 'make', proof: '/usr/bin/make', isFor: 'app' },
  { name: 'g++', proof: '/usr/bin/g++', isFor: 'app' },
  { name: 'xvfb', proof: '/usr/bin/Xvfb', isFor: 'screenless' },
  { name: 'dbus', proof: '/usr/bin/dbus-daemon', isFor: 'screenless' },
  { name: 'fonts-inter', proof: '/usr/share/fonts/opentype/inter', isFor: 'screenless' },
  { name: 'fonts-dejavu-core', proof: '/usr/share/fonts/truetype/dejavu', isFor: 'screenless' },
  {
    name: 'fonts-noto-color-emoji',
    proof: '/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf',
    isFor: 'screenless',
  },
  { name: 'dunst', proof: '/usr/bin/dunst', isFor: 'tests' },
  { name: 'gnome-keyring', proof: '/usr/bin/gnome-keyring-daemon', isFor: 'tests' },
];

/**
 * Installs what is missing, as root on Debian; elsewhere it says what to install. Windows and macOS need nothing.
 *
 * @param {(line: string) => void} say
 * @param {{ isForTests: boolean, hasDisplay: boolean }} purpose
 * @returns {Promise<void>}
 */
export async function installSystemPackages(say, purpose) {
  if (process.platform !== 'linux') return;
  const missing = listMissing(purpose, existsSync);
  if (missing.length === 0) return;
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0) {
    say(`these system packages are missing; if the app does not start, run: sudo ${command}`);
    return;
  }
  say(`installing system packages: ${missing.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runCommand('apt-get', ['update'], { env });
  const installed = await runCommand('sh', ['-c', command], { env });
  if (!installed.isSuccess) throw new Error(`${command} failed.\n${installed.output.slice(-3000)}`);
}

/**
 * @param {{ isForTests: boolean, hasDisplay: boolean }} purpose
 * @param {(path: string) => boolean} exists
 * @returns {string[]}
 */
export function listMissing({ isForTests, hasDisplay }, exists) {
  const isNeeded = { app: true, screenless: isForTests || !hasDisplay, tests: isForTests };
  return PACKAGES.filter(({ proof, isFor }) => isNeeded[isFor] && !exists(proof)).map(({ name }) => name);
}
