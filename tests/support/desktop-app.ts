import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { type ElectronApplication, type Page, _electron, expect } from '@playwright/test';
import type { Agency, DemoUsername } from '../../build/demo/agency.ts';

/** The path of the Electron that build/runtime has chosen. */
export function electronPath(): string {
  // The package answers a string; its types describe what it is inside Electron.
  return createRequire(import.meta.url)('electron') as string;
}

export type DesktopApp = {
  readonly electron: ElectronApplication;
  readonly page: Page;
  /** What main and the window have printed, without Chromium's own noise. */
  readonly output: readonly string[];
  /** A second start of the same app on the same folder, as a link makes it; resolves when it has ended. */
  startAgain(link?: string): Promise<void>;
  /** SIGKILL: nothing is saved that was not saved before. */
  kill(): Promise<void>;
  close(): Promise<void>;
};

export type DesktopOptions = {
  readonly agency: Agency;
  /** Signs in as this user at the first start in a folder. */
  readonly user?: DemoUsername;
  /** A folder that `makeUserFolder` made: the same again is the same desktop after a restart. */
  readonly userFolder: string;
  readonly colorScheme?: 'light' | 'dark';
  readonly size?: { readonly width: number; readonly height: number };
  /** More switches, such as Chromium's own. */
  readonly switches?: readonly string[];
  /** Instead of this process's environment: a computer without a session bus has no keyring, for one. */
  readonly env?: NodeJS.ProcessEnv;
};

/** A user's folder of settings and cache. The caller removes it. */
export function makeUserFolder(): string {
  return mkdtempSync(join(tmpdir(), 'colleague-user-'));
}

/** Starts the built app, as it would be started from its icon, in a real Electron. */
export async function startDesktopApp(options: DesktopOptions): Promise<DesktopApp> {
  const { agency, user } = options;
  const args = [
    process.cwd(),
    `--user-data-dir=${options.userFolder}`,
    `--graph-url=${agency.simulator.url}`,
    ...(options.switches ?? []),
  ];
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  const signIn = async () =>
    user === undefined
      ? []
      : [`--relay-url=${agency.cable.url}`, `--enrolment-code=${await agency.createEnrolmentCode(user)}`];
  const { electron, child, page, output } = await launch(args, signIn, options);
  page.on('console', (message) => output.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => output.push(`page error: ${error.message}`));
  if (options.size !== undefined) await resizeWindow({ electron }, options.size);
  return {
    electron,
    page,
    output,
    startAgain: (link) =>
      new Promise((resolve) => {
        spawn(electronPath(), link === undefined ? args : [...args, link], { stdio: 'ignore' }).once(
          'exit',
          () => resolve(),
        );
      }),
    kill: () => end(child, 'SIGKILL'),
    close: () => end(child, 'SIGTERM'),
  };
}

type Launched = Pick<DesktopApp, 'electron' | 'page'> & {
  readonly child: ChildProcess;
  readonly output: string[];
};

/** Generous: a start takes two seconds on a busy machine. Without a limit of ours a start that hangs takes the test with it. */
const START_LIMIT_MS = 25_000;

/**
 * Starts Electron and attaches to it. On a busy machine about one start in fifty never answers Playwright's upgrade to
 * Chromium's DevTools socket. Looked at with a debugger five times: the connection is accepted and read, Chromium's main and
 * DevTools threads are idle, the window is up, and no thread is in the keyring or on the bus, so it is nothing of ours that
 * blocks. The second try is written to the log of the run, so that it does not pass unnoticed.
 */
async function launch(
  args: readonly string[],
  signIn: () => Promise<readonly string[]>,
  options: DesktopOptions,
): Promise<Launched> {
  try {
    return await launchOnce([...args, ...(await signIn())], options);
  } catch (error) {
    process.stderr.write(`STARTED TWICE: ${String(error).slice(0, 2_000)}\n`);
    // A code works once, and the first try may have used it.
    return launchOnce([...args, ...(await signIn())], options);
  }
}

async function launchOnce(args: readonly string[], options: DesktopOptions): Promise<Launched> {
  const electron = await _electron.launch({
    // Named, so that Playwright injects nothing: its loader would switch the keychain off.
    executablePath: electronPath(),
    args: [...args, '--force-color-profile=srgb'],
    timeout: START_LIMIT_MS,
    ...(options.colorScheme === undefined ? {} : { colorScheme: options.colorScheme }),
    ...(options.env === undefined ? {} : { env: definedOf(options.env) }),
  });
  // Playwright forgets the process once it has ended.
  const child = electron.process();
  const output: string[] = [];
  child.stdout?.on('data', (chunk: Buffer) => {
    output.push(
      ...String(chunk)
        .split('\n')
        .filter((line) => line !== ''),
    );
  });
  try {
    return { electron, child, output, page: await electron.firstWindow({ timeout: START_LIMIT_MS }) };
  } catch (error) {
    await end(child, 'SIGKILL');
    throw new Error(`The window did not appear. Main said: ${output.join(' | ')}`, { cause: error });
  }
}

function definedOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Gives the window the focus and resolves when main and the page know of it: without a window manager that takes a moment. */
export async function focusWindow({ electron, page }: Pick<DesktopApp, 'electron' | 'page'>): Promise<void> {
  const hasFocus = async () => {
    const isFocused = await electron.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      // Shown anew, a window is given the focus even where no window manager does it.
      if (window?.isFocused() === false) window.hide();
      window?.show();
      window?.focus();
      return window?.isFocused() === true;
    });
    if (isFocused && (await page.evaluate(() => document.hasFocus()))) return true;
    // A page that was still loading when its window got the focus hears of it only at the first click.
    if (isFocused) await page.mouse.click(2, 2);
    return false;
  };
  await expect.poll(hasFocus).toBe(true);
}

export function removeUserFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** The size of the window's content, and the zoom of the page. */
export async function resizeWindow(
  { electron }: Pick<DesktopApp, 'electron'>,
  size: { readonly width: number; readonly height: number; readonly zoom?: number },
): Promise<void> {
  await electron.evaluate(({ BrowserWindow }, { width, height, zoom }) => {
    const window = BrowserWindow.getAllWindows()[0];
    window?.setContentSize(width, height);
    window?.webContents.setZoomFactor(zoom ?? 1);
  }, size);
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}
