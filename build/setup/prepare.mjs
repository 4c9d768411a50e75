// @ts-check
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { withProjectNode } from '../runtime/project-node.mjs';
import { installPackages } from './install-packages.mjs';
import { runOneAtATime } from './one-at-a-time.mjs';
import { installSystemPackages, listPurposes } from './system-packages.mjs';

export const ROOT = path.resolve(import.meta.dirname, '../..');

/** Beside the output of the command that is prepared for, so that `bench -- --json` stays JSON. @param {string} line */
export function say(line) {
  process.stderr.write(`· ${line}\n`);
}

/**
 * Everything a fresh clone needs: packages, system libraries, an Electron. Does only what has not been done. Ends the
 * process with a sentence where it cannot.
 *
 * @param {{ isForTests: boolean }} purpose
 * @returns {Promise<NodeJS.ProcessEnv>} what later commands must have in their environment
 */
export async function prepareMachine(purpose) {
  try {
    return await runOneAtATime(ROOT, () => prepare(purpose));
  } catch (error) {
    // What has another name is a bug of ours, and its stack is wanted.
    if (!(error instanceof Error) || error.name !== 'Error') throw error;
    process.stderr.write(`${error.message}\n`);
    return process.exit(1);
  }
}

/** @param {{ isForTests: boolean }} purpose @returns {Promise<NodeJS.ProcessEnv>} */
async function prepare({ isForTests }) {
  await installPackages(ROOT, say);
  await installSystemPackages(say, listPurposes({ isForTests, hasDisplay: hasDisplay() }));
  // Only now: it uses packages.
  const { prepareRuntime } = await import('../runtime/prepare-runtime.mjs');
  const runtime = await prepareRuntime(ROOT, {
    say,
    beforeCompiling: () => installSystemPackages(say, ['compiler']),
  });
  return {
    ...withProjectNode(ROOT),
    ELECTRON_OVERRIDE_DIST_PATH: runtime.distPath,
    // A relay starts in half the time when its source has been compiled before; tests start hundreds.
    NODE_COMPILE_CACHE: path.join(ROOT, 'node_modules/.cache/compiled'),
  };
}

export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await prepareMachine({ isForTests: true });
}
