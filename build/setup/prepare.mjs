// @ts-check
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { installPackages } from './install-packages.mjs';
import { runOneAtATime } from './one-at-a-time.mjs';
import { installSystemPackages } from './system-packages.mjs';

export const ROOT = path.resolve(import.meta.dirname, '../..');

/** @param {string} line */
export function say(line) {
  process.stdout.write(`· ${line}\n`);
}

/**
 * Everything a fresh clone needs: packages, system libraries, an Electron. Does only what has not been done.
 *
 * @param {{ isForTests: boolean }} purpose
 * @returns {Promise<NodeJS.ProcessEnv>} what later commands must have in their environment
 */
export async function prepareMachine({ isForTests }) {
  await runOneAtATime(ROOT, () => installPackages(ROOT, say));
  await installSystemPackages(say, { isForTests, hasDisplay: hasDisplay() });
  // Only now: it uses packages.
  const { prepareRuntime } = await import('../runtime/prepare-runtime.mjs');
  const runtime = await prepareRuntime(ROOT, say);
  say(`runtime: ${runtime.reason}`);
  return {
    ...process.env,
    PATH: `${path.join(ROOT, 'node_modules/.bin')}${path.delimiter}${process.env['PATH'] ?? ''}`,
    ELECTRON_OVERRIDE_DIST_PATH: runtime.distPath,
  };
}

export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await prepareMachine({ isForTests: true });
}
