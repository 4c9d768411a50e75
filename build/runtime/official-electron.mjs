// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { getMachineCache } from './machine-cache.mjs';
import { findProjectNode } from './project-node.mjs';
import { runCommand } from './run-command.mjs';

const DOWNLOAD_LIMIT_MS = 15 * 60_000;
/** A network that drops packets would hold up the first start for as long as TCP has patience. */
const ANSWER_LIMIT_MS = 8_000;
/** After a failure the next try comes a day later, so that a closed network costs its time once. */
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
 * Gets the official build with Electron's own installer, from its cache, a mirror or GitHub.
 *
 * @param {string} root
 * @param {(line: string) => void} say
 * @param {{ hasAlternative: boolean, env?: NodeJS.ProcessEnv, canReach?: typeof canReachDownloads }} options
 *   only with an alternative does an earlier failure count
 * @returns {Promise<'installed' | 'unreachable'>}
 */
export async function tryOfficialElectron(
  root,
  say,
  { hasAlternative, env = process.env, canReach = canReachDownloads },
) {
  const stamp = path.join(getMachineCache(env), 'official-electron-unreachable');
  // The one who configures a source expects that it is used now.
  const isForced = Boolean(
    env['ELECTRON_MIRROR'] || env['ELECTRON_GET_USE_PROXY'] || env['COLLEAGUE_TRY_OFFICIAL'],
  );
  if (hasAlternative && !isForced && (await isRecent(stamp))) return 'unreachable';
  say('getting the official Electron (about 120 MB; COLLEAGUE_TRY_OFFICIAL=1 tries again after a failure)');
  const wasGot = await install(root, env, isForced ? undefined : canReach);
  if (wasGot && findOfficialElectron(root) !== undefined) {
    await rm(stamp, { force: true });
    return 'installed';
  }
  await mkdir(path.dirname(stamp), { recursive: true });
  await writeFile(stamp, '');
  return 'unreachable';
}

/**
 * The installer may need no network at all, because it has a cache: so it starts at once, and is stopped only if it is
 * still at it when the place to download from should long have answered.
 *
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @param {typeof canReachDownloads | undefined} canReach undefined where the place is another one than GitHub
 */
async function install(root, env, canReach) {
  const hopeless = new AbortController();
  const done = new AbortController();
  if (canReach) void stopIfNoAnswer(canReach, hopeless, done.signal);
  const installer = path.join(root, 'node_modules/electron/install.js');
  const { isSuccess } = await runCommand(findProjectNode(root), [installer], {
    cwd: root,
    env,
    limitMs: DOWNLOAD_LIMIT_MS,
    signal: hopeless.signal,
  });
  done.abort();
  return isSuccess;
}

/** @param {typeof canReachDownloads} canReach @param {AbortController} hopeless @param {AbortSignal} done */
async function stopIfNoAnswer(canReach, hopeless, done) {
  const answered = canReach(done);
  // Cancelled as soon as the installer has ended.
  await delay(ANSWER_LIMIT_MS, undefined, { signal: done }).catch(() => undefined);
  if (!done.aborted && !(await answered)) hopeless.abort();
}

/** @param {AbortSignal} done */
async function canReachDownloads(done) {
  try {
    await fetch('https://github.com/electron/electron/releases', {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.any([done, AbortSignal.timeout(ANSWER_LIMIT_MS)]),
    });
    return true;
  } catch {
    return false;
  }
}

/** @param {string} file */
async function isRecent(file) {
  const made = await stat(file).catch(() => undefined);
  return made !== undefined && Date.now() - made.mtimeMs < FAILURE_COUNTS_MS;
}
