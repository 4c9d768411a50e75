// @ts-check
// `npm run package`: the app as it is installed, for this machine, in release/; unsigned.
// `npm run package -- --release`: all installers of this operating system, signed (docs/releasing.md).
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import { ROOT, prepareMachine, say } from '../setup/prepare.mjs';
import { runForeground } from '../setup/run-foreground.mjs';
import { createReleaseConfig, writeReleaseConfig } from './release-config.mjs';

const isRelease = process.argv.includes('--release');
const env = await prepareMachine({ isForTests: false });
rmSync(path.join(ROOT, 'release'), { recursive: true, force: true });
process.exitCode =
  (await runForeground('npm', ['run', '--silent', 'build'], env)) ||
  (await runForeground('electron-builder', isRelease ? releaseArguments() : localArguments(), env));
if (process.exitCode === 0) say('packed: see release/');

/** From the runtime that is used here; only a release must be the pinned Electron, which electron-builder then fetches. */
function localArguments() {
  const dist = env['ELECTRON_OVERRIDE_DIST_PATH'] ?? '';
  return [
    '--dir',
    '--publish',
    'never',
    `-c.electronDist=${dist}`,
    `-c.electronVersion=${readVersion(dist)}`,
  ];
}

function releaseArguments() {
  const platform = process.platform === 'win32' ? 'win32' : 'darwin';
  const config = path.join(ROOT, 'release', 'release.json');
  mkdirSync(path.dirname(config), { recursive: true });
  writeReleaseConfig(
    config,
    path.join(ROOT, 'electron-builder.yml'),
    createReleaseConfig(platform, process.env),
  );
  return ['--publish', 'never', '--config', config];
}

/** @param {string} dist */
function readVersion(dist) {
  return readFileSync(path.join(dist, 'version'), 'utf8').trim().replace(/^v/u, '');
}
