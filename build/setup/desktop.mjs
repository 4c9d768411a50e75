// @ts-check
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { endService, readAnswer, startService } from './service.mjs';

/** @typedef {{ env: NodeJS.ProcessEnv, stop: () => Promise<void> }} Service */

/**
 * A display in memory: Xvfb chooses a free number itself and answers it.
 *
 * @returns {Promise<Service>}
 */
export async function startDisplay() {
  const args = ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'];
  const server = await startService('Xvfb', args);
  const env = { DISPLAY: `:${await readAnswer(server)}` };
  return { env, stop: () => endService(server) };
}

/**
 * A message bus of its own: what the tests show or store does not reach the desktop of the person who runs them.
 *
 * @returns {Promise<Service>}
 */
export async function startSessionBus() {
  const bus = await startService('dbus-daemon', ['--session', '--nofork', '--print-address=3']);
  const env = { DBUS_SESSION_BUS_ADDRESS: await readAnswer(bus) };
  return { env, stop: () => endService(bus) };
}

/**
 * A real notification daemon and a real, unlocked keyring on that bus, with a home folder of their own.
 *
 * @param {NodeJS.ProcessEnv} env with DISPLAY and the address of the bus
 * @returns {Promise<Service>}
 */
export async function startDesktopServices(env) {
  const home = mkdtempSync(path.join(tmpdir(), 'colleague-desktop-'));
  const own = makeHome(home);
  const serviceEnv = { ...env, ...own };
  // The input is the password. An empty one: unlocked from the start, as a keyring is after a person has logged in.
  const keyring = await startService(
    'gnome-keyring-daemon',
    ['--foreground', '--unlock', '--components=secrets'],
    {
      env: serviceEnv,
    },
  );
  const notifications = await startService('dunst', [], { env: serviceEnv });
  await waitForName('org.freedesktop.secrets', serviceEnv);
  await waitForName('org.freedesktop.Notifications', serviceEnv);
  return {
    env: own,
    async stop() {
      await Promise.all([endService(keyring), endService(notifications)]);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** @param {string} home @returns {NodeJS.ProcessEnv} */
function makeHome(home) {
  const data = path.join(home, 'data');
  const keyrings = path.join(data, 'keyrings');
  mkdirSync(keyrings, { recursive: true });
  writeFileSync(
    path.join(keyrings, 'login.keyring'),
    '[keyring]\ndisplay-name=login\nctime=0\nmtime=0\nlock-on-idle=false\nlock-after=false\n',
  );
  writeFileSync(path.join(keyrings, 'default'), 'login');
  const runtimeFolder = path.join(home, 'run');
  mkdirSync(runtimeFolder, { mode: 0o700 });
  return { XDG_DATA_HOME: data, XDG_RUNTIME_DIR: runtimeFolder, XDG_CURRENT_DESKTOP: 'GNOME' };
}

/**
 * Asking a service itself would start another one of its kind, where the system knows how.
 *
 * @param {string} name of a service on the bus @param {NodeJS.ProcessEnv} env
 */
export async function waitForName(name, env) {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const answer = await ask(name, env);
    if (answer.includes('boolean true')) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${name} did not appear on the session bus.`);
}

/** @param {string} name @param {NodeJS.ProcessEnv} env @returns {Promise<string>} */
function ask(name, env) {
  const args = [
    '--session',
    '--print-reply',
    '--dest=org.freedesktop.DBus',
    '/',
    'org.freedesktop.DBus.NameHasOwner',
    `string:${name}`,
  ];
  return new Promise((resolve) => {
    const child = spawn('dbus-send', args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.on('close', () => resolve(output));
    child.on('error', () => resolve(''));
  });
}
