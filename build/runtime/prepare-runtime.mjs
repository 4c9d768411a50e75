// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { chooseRuntime, hasRegistryElectron } from './choose-runtime.mjs';
import { findOfficialElectron, tryOfficialElectron } from './official-electron.mjs';
import { REGISTRY_ELECTRON_VERSION, makeRegistryElectron } from './registry-electron.mjs';
import { installCompiledAddon, restorePrebuiltAddon } from './sqlite-addon.mjs';

/** @typedef {{ kind: string, electronVersion: string, distPath: string, reason: string }} PreparedRuntime */
/**
 * @typedef {{ say: (line: string) => void, beforeCompiling: () => Promise<void> }} Surroundings
 *   `beforeCompiling` makes sure of the compiler
 */

/**
 * Chooses and makes ready the Electron that runs here. What is returned is also kept for the commands that run later.
 *
 * @param {string} root the project
 * @param {Surroundings} surroundings
 * @returns {Promise<PreparedRuntime>}
 * @throws {Error} with a sentence for the reader, when there is none
 */
export async function prepareRuntime(root, surroundings) {
  const remembered = readPrepared(root);
  const choice = await decide(root, remembered?.distPath, surroundings.say);
  if (choice.kind === 'none') throw new Error(choice.reason);
  if (choice.kind === 'prepared' && remembered !== undefined) {
    await provideAddon(root, remembered.electronVersion, surroundings);
    return remembered;
  }
  if (choice.kind === 'prepared' || choice.kind === 'try-official')
    throw new Error('The runtime was not decided after everything had been tried.');
  const distPath = await provide(choice.kind, root, surroundings.say);
  const prepared = {
    kind: choice.kind,
    electronVersion: readVersion(distPath),
    distPath,
    reason: choice.reason,
  };
  await provideAddon(root, prepared.electronVersion, surroundings);
  await mkdir(path.dirname(preparedFile(root)), { recursive: true });
  await writeFile(preparedFile(root), JSON.stringify(prepared));
  surroundings.say(`runtime: ${prepared.reason}`);
  return prepared;
}

/** @param {string} root @param {string | undefined} preparedPath @param {(line: string) => void} say */
async function decide(root, preparedPath, say) {
  const overridePath = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const manifest = path.join(root, 'node_modules/electron/package.json');
  /** @type {import('./choose-runtime.mjs').RuntimeFacts} */
  const facts = {
    overridePath,
    isOverrideAnElectron: existsSync(path.join(overridePath ?? '', 'version')),
    preparedPath,
    isOfficialInstalled: findOfficialElectron(root) !== undefined,
    officialAttempt: 'not-tried',
    officialVersion: JSON.parse(readFileSync(manifest, 'utf8')).version,
    registryVersion: REGISTRY_ELECTRON_VERSION,
    platform: process.platform,
    arch: process.arch,
  };
  const first = chooseRuntime(facts);
  if (first.kind !== 'try-official') return first;
  const hasAlternative = hasRegistryElectron(facts.platform, facts.arch);
  const officialAttempt = await tryOfficialElectron(root, say, { hasAlternative });
  return chooseRuntime({ ...facts, officialAttempt });
}

/**
 * @param {'override' | 'official' | 'registry'} kind
 * @param {string} root
 * @param {(line: string) => void} say
 */
async function provide(kind, root, say) {
  if (kind === 'official') return findOfficialElectron(root) ?? '';
  return kind === 'registry'
    ? await makeRegistryElectron(say)
    : (process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? '');
}

/** @param {string} root @param {string} electronVersion @param {Surroundings} surroundings */
async function provideAddon(root, electronVersion, surroundings) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return;
  // The prebuilt addon asks for Node-API 10, which Electron has had since 37.
  if (Number.parseInt(electronVersion, 10) < 37) await installCompiledAddon(root, surroundings);
  else await restorePrebuiltAddon(root);
}

/** @param {string} distPath */
function readVersion(distPath) {
  return readFileSync(path.join(distPath, 'version'), 'utf8').trim().replace(/^v/, '');
}

/** @param {string} root @returns {PreparedRuntime | undefined} */
function readPrepared(root) {
  const file = preparedFile(root);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** @param {string} root */
function preparedFile(root) {
  return path.join(root, 'node_modules/.cache/colleague-runtime.json');
}
