// The app inside Electron that starts another one: what `electron <path>` runs. Electron's official
// builds bring their own; the one from the registry package has none.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { app } from 'electron';

import { parseLaunchArguments } from './launch-arguments.mjs';

const { appPath, preloads } = parseLaunchArguments(process.argv.slice(1));
const requireFromHere = createRequire(path.join(process.cwd(), 'here.js'));
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });

// Electron holds back `ready` until this module has finished, so the target may still set switches.
try {
  for (const preload of preloads) requireFromHere(preload);
  if (appPath === undefined) throw new Error('Name the app to start: electron <path>.');
  await startApp(path.resolve(appPath));
} catch (error) {
  console.error('The app could not be started:', error);
  app.exit(1);
}

/** @param {string} target a folder with a package.json, or a file */
async function startApp(target) {
  const manifestPath = path.join(target, 'package.json');
  const mainFile = requireFromHere.resolve(target);
  if (existsSync(manifestPath)) {
    applyManifest(JSON.parse(readFileSync(manifestPath, 'utf8')));
    app.setAppPath(target);
  } else {
    app.setAppPath(path.dirname(mainFile));
  }
  await import(pathToFileURL(mainFile).href);
}

/** @param {{ name?: string, productName?: string, version?: string, desktopName?: string }} manifest */
function applyManifest(manifest) {
  const name = manifest.productName ?? manifest.name;
  if (name) app.setName(name);
  if (manifest.version) app.setVersion(manifest.version);
  app.setDesktopName(manifest.desktopName ?? `${app.getName()}.desktop`);
}
