import { createRequire } from 'node:module';
import path from 'node:path';

/** The Electron that build/runtime has chosen. */
export function electronPath(): string {
  // The package answers a string; its types describe what it is inside Electron.
  return createRequire(import.meta.url)('electron') as string;
}

/** The folders that Electron can start: the product, and the least that an app can be. */
export const APP_FOLDER = path.join(import.meta.dirname, '../..');
export const BARE_FOLDER = path.join(import.meta.dirname, '../bare-window');

/** Switches that every start here has, so that all starts are alike. */
export function commonSwitches(userFolder: string): readonly string[] {
  // Chromium refuses its own sandbox to root.
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return [`--user-data-dir=${userFolder}`, '--force-color-profile=srgb', ...root];
}
