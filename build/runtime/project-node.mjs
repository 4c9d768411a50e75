// @ts-check
import path from 'node:path';

/**
 * The Node 24 that npm has installed: the process that asks may still be the machine's older one.
 *
 * @param {string} root
 * @returns {string}
 */
export function findProjectNode(root) {
  // What is in .bin on Windows is a script, which only a shell can start.
  return process.platform === 'win32'
    ? path.join(root, 'node_modules/node/bin/node.exe')
    : path.join(root, 'node_modules/.bin/node');
}

/**
 * An environment in which `node`, and what the packages bring, is found before what the machine has.
 *
 * @param {string} root
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function withProjectNode(root, env = process.env) {
  const own = path.join(root, 'node_modules/.bin');
  return { ...env, PATH: `${own}${path.delimiter}${env['PATH'] ?? ''}` };
}
