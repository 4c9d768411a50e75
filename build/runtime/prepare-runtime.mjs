// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { chooseRuntime } from './choose-runtime.mjs';
import { findOfficialElectron, tryOfficialElectron } from './official-electron.mjs';
import { REGISTRY_ELECTRON_VERSION, makeRegistryElectron } from './registry-electron.mjs';
import { installCompiledAddon } from './sqlite-addon.mjs';

/** @typedef {{ kind: string, distPath: string, reason: string }} PreparedRuntime */

/**
 * Chooses and makes ready the Electron that runs here. What is returned is also kept for the commands that run later.
 *
 * @param {string} root the project
 * @param {(line: string) => void} say
 * @returns {Promise<PreparedRuntime>}
 */
export async function prepareRuntime(root, say) {
  const choice = await decide(root, say);
  if (choice.kind === 'none') throw new Error(choice.reason);
  const distPath = await provide(choice.kind, root, say);
  const prepared = { kind: choice.kind, distPath, reason: choice.reason };
  const file = path.join(root, 'node_modules/.cache/colleague-runtime.json');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(prepared));
  return prepared;
}

/** @param {string} root @param {(line: string) => void} say */
async function decide(root, say) {
  /** @type {import('./choose-runtime.mjs').RuntimeFacts} */
  const facts = {
    overridePath: process.env['ELECTRON_OVERRIDE_DIST_PATH'],
    isOfficialInstalled: findOfficialElectron(root) !== undefined,
    officialAttempt: 'not-tried',
    officialVersion: JSON.parse(readFileSync(path.join(root, 'node_modules/electron/package.json'), 'utf8'))
      .version,
    registryVersion: REGISTRY_ELECTRON_VERSION,
    platform: process.platform,
    arch: process.arch,
  };
  const first = chooseRuntime(facts);
  if (first.kind !== 'try-official') return first;
  const second = chooseRuntime({ ...facts, officialAttempt: await tryOfficialElectron(root, say) });
  if (second.kind === 'try-official')
    throw new Error('The runtime was not decided after the download had been tried.');
  return second;
}

/**
 * @param {'override' | 'official' | 'registry'} kind
 * @param {string} root
 * @param {(line: string) => void} say
 */
async function provide(kind, root, say) {
  if (kind === 'official') return findOfficialElectron(root) ?? '';
  const distPath =
    kind === 'registry'
      ? await makeRegistryElectron(say)
      : (process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? '');
  if (needsCompiledAddon(distPath)) await installCompiledAddon(root, say);
  return distPath;
}

/** The prebuilt addon asks for Node-API 10, which Electron has had since 37. @param {string} distPath */
function needsCompiledAddon(distPath) {
  const file = path.join(distPath, 'version');
  if (process.platform !== 'linux' || !existsSync(file)) return false;
  return Number.parseInt(readFileSync(file, 'utf8').replace(/^v/, ''), 10) < 37;
}
