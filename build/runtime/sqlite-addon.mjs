// @ts-check
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, link, readFile, rename } from 'node:fs/promises';
import path from 'node:path';

import { ADDON, compileSqliteAddon } from './compile-sqlite-addon.mjs';
import { getMachineCache, makeFolderOnce } from './machine-cache.mjs';

const PREBUILT = 'prebuilds/linux-x64.node';

/**
 * Compiles the SQLite addon for the older Node-API of Electron 33, once per machine, and puts it in the place of the
 * prebuilt one (kept beside it), where worker threads and the relay find it with no hook. The result runs in Node 24 too.
 *
 * @param {string} root the project
 * @param {import('./prepare-runtime.mjs').Surroundings} surroundings
 * @returns {Promise<void>}
 */
export async function installCompiledAddon(root, { say, beforeCompiling }) {
  const source = path.join(root, 'node_modules/better-sqlite3');
  const { version } = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8'));
  const folder = path.join(getMachineCache(), `sqlite-addon-${version}-napi9-linux-x64`);
  await makeFolderOnce(folder, async (target) => {
    await beforeCompiling();
    say('compiling the SQLite addon for this runtime (about 90 s, once per machine)');
    await compileSqliteAddon(root, source, target);
  });
  await putCompiledInPlace(path.join(folder, ADDON), path.join(source, PREBUILT));
}

/**
 * Takes the compiled addon away again: what an official Electron loads, and what is packaged for users, is the original.
 *
 * @param {string} root the project
 * @returns {Promise<void>}
 */
export async function restorePrebuiltAddon(root) {
  const prebuilt = path.join(root, 'node_modules/better-sqlite3', PREBUILT);
  const original = keptBeside(prebuilt);
  if (existsSync(original)) await rename(original, prebuilt);
}

/**
 * @param {string} compiled
 * @param {string} prebuilt the file that better-sqlite3 loads
 */
export async function putCompiledInPlace(compiled, prebuilt) {
  if (await isSame(compiled, prebuilt)) return;
  // A link is made in one step and never over another: of two commands at once, the second cannot keep the wrong file.
  await link(prebuilt, keptBeside(prebuilt)).catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
  // By rename, so that the file is never half there, and a process that has the old one open keeps it.
  const fresh = `${prebuilt}.${randomUUID()}`;
  await copyFile(compiled, fresh);
  await rename(fresh, prebuilt);
}

/** @param {string} prebuilt */
function keptBeside(prebuilt) {
  return `${prebuilt}.original`;
}

/**
 * @param {string} one
 * @param {string} other
 */
async function isSame(one, other) {
  const [first, second] = await Promise.all([readFile(one), readFile(other)]);
  return first.equals(second);
}
