// @ts-check
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** @typedef {{ env: NodeJS.ProcessEnv, stop: () => Promise<void> }} Service */

/**
 * A display in memory: Xvfb chooses a free number itself and prints it.
 *
 * @returns {Promise<Service>}
 */
export async function startDisplay() {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await readLine(
    server,
    /** @type {import('node:stream').Readable} */ (server.stdio[3]),
    'Xvfb',
  );
  return { env: { DISPLAY: `:${number}` }, stop: () => end(server) };
}

/**
 * A message bus of its own: what the tests show or store does not reach the desktop of the person who runs them.
 *
 * @returns {Promise<Service>}
 */
export async function startSessionBus() {
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const address = await readLine(bus, bus.stdout, 'dbus-daemon');
  return { env: { DBUS_SESSION_BUS_ADDRESS: address }, stop: () => end(bus) };
}

/**
 * A real notification daemon and a real, unlocked keyring on that bus, with a home folder of their own.
 *
 * @param {NodeJS.ProcessEnv} env with DISPLAY and the address of the bus
 * @returns {Promise<Service>}
 */
export async function startDesktopServices(env) {
  const home = mkdtempSync(path.join(tmpdir(), 'colleague-desktop-'));
  const data = path.join(home, 'data');
  const keyrings = path.join(data, 'keyrings');
  mkdirSync(keyrings, { recursive: true });
  // An empty password: unlocked from the start, as a keyring is after a person has logged in.
  writeFileSync(
    path.join(keyrings, 'login.keyring'),
    '[keyring]\ndisplay-name=login\nctime=0\nmtime=0\nlock-on-idle=false\nlock-after=false\n',
  );
  writeFileSync(path.join(keyrings, 'default'), 'login');
  const runtimeFolder = path.join(home, 'run');
  mkdirSync(runtimeFolder, { mode: 0o700 });
  const own = { XDG_DATA_HOME: data, XDG_RUNTIME_DIR: runtimeFolder, XDG_CURRENT_DESKTOP: 'GNOME' };
  const serviceEnv = { ...env, ...own };
  const keyring = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    env: serviceEnv,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  keyring.stdin.end('');
  const notifications = spawn('dunst', [], { env: serviceEnv, stdio: 'ignore' });
  await waitForName('org.freedesktop.secrets', serviceEnv);
  await waitForName('org.freedesktop.Notifications', serviceEnv);
  return {
    env: own,
    async stop() {
      await Promise.all([end(keyring), end(notifications)]);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** @param {string} name of a service on the bus @param {NodeJS.ProcessEnv} env */
async function waitForName(name, env) {
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

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {import('node:stream').Readable} stream
 * @param {string} name
 * @returns {Promise<string>}
 */
function readLine(child, stream, name) {
  return new Promise((resolve, reject) => {
    createInterface({ input: stream }).once('line', resolve);
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`${name} ended before it was ready.`)));
  });
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<void>} */
function end(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.removeAllListeners('exit');
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 2_000).unref();
  });
}
