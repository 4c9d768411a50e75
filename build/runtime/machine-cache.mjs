// @ts-check
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

const WORKSHOP = '.making-';
/** Longer than any build takes. */
const ABANDONED_AFTER_MS = 60 * 60_000;

/**
 * The folder for what is costly to make and the same for every clone on this machine.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string}
 */
export function getMachineCache(env = process.env) {
  return path.join(env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache'), 'colleague-messaging');
}

/**
 * Makes a folder of the cache once. It appears under its name only when it is complete: a killed
 * build leaves nothing that a later one would trust, and of two builds at the same time one wins.
 *
 * @param {string} target absolute path of the folder
 * @param {(folder: string) => Promise<void>} make fills the (empty) folder that it is given
 * @returns {Promise<{ wasMade: boolean }>}
 */
export async function makeFolderOnce(target, make) {
  if (existsSync(target)) return { wasMade: false };
  await mkdir(path.dirname(target), { recursive: true });
  await removeAbandoned(path.dirname(target));
  // Beside the target, because a rename is atomic only within one file system.
  const workshop = await mkdtemp(path.join(path.dirname(target), WORKSHOP));
  try {
    const folder = path.join(workshop, 'folder');
    await mkdir(folder);
    await make(folder);
    await rename(folder, target).catch((error) => {
      if (!existsSync(target)) throw error;
    });
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
  return { wasMade: true };
}

/** A build that was killed leaves hundreds of megabytes. @param {string} folder */
async function removeAbandoned(folder) {
  for (const name of await readdir(folder)) {
    const workshop = path.join(folder, name);
    if (!name.startsWith(WORKSHOP)) continue;
    const { mtimeMs } = await stat(workshop);
    if (Date.now() - mtimeMs > ABANDONED_AFTER_MS) await rm(workshop, { recursive: true, force: true });
  }
}
