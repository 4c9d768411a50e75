// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { getMachineCache } from './machine-cache.mjs';
import { runCommand } from './run-command.mjs';

/** A network that drops packets would hold up every start for as long as TCP has patience. */
const DOWNLOAD_LIMIT_MS = 5 * 60_000;
const PROBE_LIMIT_MS = 8_000;
/** After a failure the next tries come a day later, so that a closed network costs its time once. */
const FAILURE_COUNTS_MS = 24 * 60 * 60_000;

/** @param {string} root */
export function findOfficialElectron(root) {
  const folder = path.join(root, 'node_modules/electron');
  if (!existsSync(path.join(folder, 'path.txt'))) return undefined;
  const dist = path.join(folder, 'dist');
  return existsSync(path.join(dist, readFileSync(path.join(folder, 'path.txt'), 'utf8').trim()))
    ? dist
    : undefined;
}

/**
 * Downloads the official build with Electron's own installer.
 *
 * @param {string} root
 * @param {(line: string) => void} say
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<'installed' | 'unreachable'>}
 */
export async function tryOfficialElectron(root, say, env = process.env) {
  const stamp = path.join(getMachineCache(env), 'official-electron-unreachable');
  const isForced = Boolean(env['ELECTRON_MIRROR'] || env['COLLEAGUE_TRY_OFFICIAL']);
  if (!isForced && (await isRecent(stamp))) return 'unreachable';
  if (!isForced && !(await canReachDownloads())) return fail(stamp);
  say('downloading the official Electron');
  const installer = path.join(root, 'node_modules/.bin/install-electron');
  const { isSuccess } = await runCommand(installer, [], { cwd: root, env, limitMs: DOWNLOAD_LIMIT_MS });
  if (!isSuccess || findOfficialElectron(root) === undefined) return fail(stamp);
  await rm(stamp, { force: true });
  return 'installed';
}

/** @param {string} stamp @returns {Promise<'unreachable'>} */
async function fail(stamp) {
  await mkdir(path.dirname(stamp), { recursive: true });
  await writeFile(stamp, '');
  return 'unreachable';
}

/** @param {string} file */
async function isRecent(file) {
  const made = await stat(file).catch(() => undefined);
  return made !== undefined && Date.now() - made.mtimeMs < FAILURE_COUNTS_MS;
}

async function canReachDownloads() {
  try {
    await fetch('https://github.com/electron/electron/releases', {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(PROBE_LIMIT_MS),
    });
    return true;
  } catch {
    return false;
  }
}
