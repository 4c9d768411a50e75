import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSessionBus, waitForName } from '../../build/setup/desktop.mjs';
import { endService, startService } from '../../build/setup/service.mjs';
import { expect } from '@playwright/test';

const PASSWORD = 'a password of the login';
const LOGIN = '/org/freedesktop/secrets/collection/login';

export type Keyring = {
  /** The environment of an app that uses this keyring and no other. */
  readonly env: NodeJS.ProcessEnv;
  lock(): Promise<void>;
  unlock(): Promise<void>;
  stop(): Promise<void>;
};

/** A real keyring with a password, on a message bus of its own. It is unlocked. */
export async function startKeyring(): Promise<Keyring> {
  const home = mkdtempSync(join(tmpdir(), 'colleague-keyring-'));
  for (const folder of ['run', 'data/keyrings'])
    mkdirSync(join(home, folder), { recursive: true, mode: 0o700 });
  const bus = await startSessionBus();
  const env = {
    ...process.env,
    ...bus.env,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_RUNTIME_DIR: join(home, 'run'),
    XDG_CURRENT_DESKTOP: 'GNOME',
  };
  const args = ['--foreground', '--unlock', '--components=secrets'];
  const daemon = await startService('gnome-keyring-daemon', args, { env, input: PASSWORD });
  const ask = (...words: string[]) =>
    execFileSync('dbus-send', ['--session', '--print-reply', '--dest=org.freedesktop.secrets', ...words], {
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const isLocked = () => {
    const name = 'org.freedesktop.Secret.Collection';
    const answer = ask(LOGIN, 'org.freedesktop.DBus.Properties.Get', `string:${name}`, 'string:Locked');
    return answer.includes('boolean true');
  };
  await waitForName('org.freedesktop.secrets', env);
  await expect.poll(isLocked).toBe(false);
  return {
    env,
    async lock() {
      ask('/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.Lock', `array:objpath:${LOGIN}`);
      await expect.poll(isLocked).toBe(true);
    },
    async unlock() {
      await tellPassword(join(home, 'run', 'keyring', 'control'));
      await expect.poll(isLocked).toBe(false);
    },
    async stop() {
      await endService(daemon);
      await bus.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

const UNLOCK = 1;

/**
 * Tells the daemon the password as the log-in of the system does: over its control socket, a byte that carries the sender's
 * identity, then length, operation and text. Source: gnome-keyring, pam/gkr-pam-client.c.
 */
function tellPassword(socketPath: string): Promise<void> {
  const password = Buffer.from(PASSWORD);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(12 + password.length, 1);
  head.writeUInt32BE(UNLOCK, 5);
  head.writeUInt32BE(password.length, 9);
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath, () => socket.write(Buffer.concat([head, password])));
    socket.once('data', () => socket.end(resolve));
    socket.once('error', reject);
  });
}
