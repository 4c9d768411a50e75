import { type ElectronApplication, type Page, _electron } from '@playwright/test';
import type { CleanUp } from '../clean-up.ts';
import { endProcess } from '../end-process.ts';
import { commonSwitches, electronPath } from './electron-path.ts';

export type OpenApp = {
  readonly page: Page;
  readonly electron: ElectronApplication;
  /** Of the main process; the others are its children. */
  readonly pid: number;
  close(): Promise<void>;
};

/** Starts an app under Playwright, for what has to be clicked and asked. Not for measuring the start. */
export async function openApp(
  cleanUp: CleanUp,
  options: { readonly folder: string; readonly userFolder: string; readonly args: readonly string[] },
): Promise<OpenApp> {
  const launching = _electron.launch({
    // Named, so that Playwright injects nothing: its loader would switch the keychain off.
    executablePath: electronPath(),
    args: [options.folder, ...options.args, ...commonSwitches(options.userFolder)],
  });
  // Asked once: Playwright forgets the process when it has ended.
  const starting = launching.then((app) => ({ app, child: app.process() }));
  const { app, child } = await cleanUp.begin(starting, (started) => endProcess(started.child));
  const close = () => endProcess(child);
  return { page: await app.firstWindow(), electron: app, pid: child.pid ?? 0, close };
}
