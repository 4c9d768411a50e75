// @ts-check
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const LOOK_AGAIN_MS = 250;

/**
 * Runs a task that must not run twice at the same time on one clone (two test runs that both find the packages stale would
 * pull them from under each other). A lock whose owner has died is taken over.
 *
 * @template Result
 * @param {string} root
 * @param {() => Promise<Result>} task
 * @returns {Promise<Result>}
 */
export async function runOneAtATime(root, task) {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const lock = path.join(tmpdir(), `colleague-setup-${name}`);
  while (!take(lock)) {
    if (!isOwnerAlive(lock)) rmSync(lock, { force: true });
    else await wait(LOOK_AGAIN_MS);
  }
  try {
    return await task();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** @param {string} lock */
function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

/** @param {string} lock */
function isOwnerAlive(lock) {
  try {
    const owner = readFileSync(lock, 'utf8');
    // Empty for the moment between making and writing it.
    if (owner !== '') process.kill(Number(owner), 0);
    return true;
  } catch {
    return false;
  }
}
