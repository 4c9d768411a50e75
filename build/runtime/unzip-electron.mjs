// @ts-check
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

const PREFIX = 'Cypress/';

/**
 * The path in the runtime of one entry of the archive; undefined for what belongs to Cypress and
 * not to Electron: its app, and a snapshot of its code.
 *
 * @param {string} entryName
 * @returns {string | undefined}
 */
export function decideRuntimePath(entryName) {
  if (!entryName.startsWith(PREFIX) || entryName.endsWith('/')) return undefined;
  const name = entryName.slice(PREFIX.length);
  if (name.startsWith('resources/app/') || name === 'resources/app-update.yml') return undefined;
  return name === 'browser_v8_context_snapshot.bin' ? undefined : name;
}

/**
 * @param {string} archive
 * @param {string} folder
 * @returns {Promise<void>}
 */
export async function unzipElectron(archive, folder) {
  // Loaded here: this file is imported where no package is installed yet.
  const { default: yauzl } = await import('yauzl');
  const zip = await yauzl.openPromise(archive);
  for await (const entry of zip.eachEntry()) {
    const name = decideRuntimePath(entry.fileName);
    if (name === undefined) continue;
    const target = path.join(folder, name);
    await mkdir(path.dirname(target), { recursive: true });
    const mode = (entry.externalFileAttributes >>> 16) & 0o777;
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target, { mode }));
  }
}
