// @ts-check
// `node build/setup/with-desktop.mjs -- <command>`: runs a command with Electron, a display, a session bus, a notification
// daemon and a keyring, all of them real; what was started here ends with it.
import { pathToFileURL } from 'node:url';

import { startDesktopServices, startDisplay, startSessionBus } from './desktop.mjs';
import { catchEndRequests } from './end-request.mjs';
import { hasDisplay, prepareMachine } from './prepare.mjs';
import { runForeground } from './run-foreground.mjs';

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<import('./desktop.mjs').Service>} `env` is complete
 */
export async function startDesktop(env) {
  /** @type {import('./desktop.mjs').Service[]} */
  const started = [];
  let complete = env;
  /** @param {import('./desktop.mjs').Service} service */
  const add = (service) => {
    started.unshift(service);
    complete = { ...complete, ...service.env };
  };
  if (process.platform === 'linux' && env['COLLEAGUE_DESKTOP'] !== 'ready') {
    if (!hasDisplay()) add(await startDisplay());
    // Always a bus of our own: tests must not show notifications to the person at this computer.
    add(await startSessionBus());
    add(await startDesktopServices(complete));
    complete = { ...complete, COLLEAGUE_DESKTOP: 'ready' };
  }
  return {
    env: complete,
    async stop() {
      for (const service of started) await service.stop();
    },
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [command, ...args] = process.argv.slice(process.argv.indexOf('--') + 1);
  if (command === undefined)
    throw new Error('Name a command: node build/setup/with-desktop.mjs -- <command>');
  const env = await prepareMachine({ isForTests: true });
  catchEndRequests();
  const desktop = await startDesktop(env);
  try {
    process.exitCode = await runForeground(command, args, desktop.env);
  } finally {
    await desktop.stop();
  }
}
