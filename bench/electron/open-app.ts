import { type ElectronApplication, type Page, _electron } from '@playwright/test';
import type { CleanUp } from '../clean-up.ts';
import { endProcess } from '../end-process.ts';
import { commonSwitches, electronPath } from './electron-path.ts';

export type OpenApp = { readonly page: Page; close(): Promise<void> };

/** Starts an app under Playwright, for what has to be clicked and asked. Not for measuring the start. */
export async function openApp(
  cleanUp: CleanUp,
  options: { readonly folder: string; readonly userFolder: string; readonly args: readonly string[] },
): Promise<OpenApp> {
  const app: ElectronApplication = await _electron.launch({
    // Named, so that Playwright injects nothing: its loader would switch the keychain off.
    executablePath: electronPath(),
    args: [options.folder, ...options.args, ...commonSwitches(options.userFolder)],
  });
  // Asked once: Playwright forgets the process when it has ended.
  const child = app.process();
  const close = () => endProcess(child);
  cleanUp.add(close);
  return { page: await app.firstWindow(), close };
}
