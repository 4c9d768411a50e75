// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { findProjectNode } from '../runtime/project-node.mjs';
import { runCommand } from '../runtime/run-command.mjs';
import { runNpm } from '../runtime/run-npm.mjs';

const NODE_MAJOR = 'v24.';

/**
 * Installs exactly what the lock file says, if that is not what is there.
 *
 * @param {string} root
 * @param {(line: string) => void} say
 * @returns {Promise<void>}
 */
export async function installPackages(root, say) {
  if (!isStale(root)) return;
  say('installing packages (npm ci)');
  const installed = await runNpm(['ci', '--no-audit', '--no-fund'], { cwd: root });
  if (!installed.isSuccess) throw new Error(`npm ci failed.\n${installed.output}`);
  const node = await runCommand(findProjectNode(root), ['-v']);
  if (!node.output.startsWith(NODE_MAJOR)) {
    throw new Error(
      `The project needs Node 24 in node_modules/.bin, found: ${node.output.trim() || 'none'}.`,
    );
  }
  const stamp = stampPath(root);
  await mkdir(path.dirname(stamp), { recursive: true });
  await writeFile(stamp, hashLockFile(root));
}

/**
 * Whether the lock file has changed since the packages were installed, or they never were.
 *
 * @param {string} root
 * @returns {boolean}
 */
export function isStale(root) {
  const stamp = stampPath(root);
  if (!existsSync(findProjectNode(root)) || !existsSync(stamp)) return true;
  return readFileSync(stamp, 'utf8') !== hashLockFile(root);
}

/** @param {string} root */
function stampPath(root) {
  return path.join(root, 'node_modules/.cache/colleague-packages');
}

/** @param {string} root */
function hashLockFile(root) {
  return createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
}
