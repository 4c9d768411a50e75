import { type ChildProcess, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page, chromium } from '@playwright/test';

/** Where `npm run package` puts the app, and what starts it there. */
const PACKED: Partial<Record<NodeJS.Platform, { readonly folder: string; readonly executable: string }>> = {
  linux: { folder: 'release/linux-unpacked', executable: 'colleague-messaging' },
  win32: { folder: 'release/win-unpacked', executable: 'Colleague Messaging.exe' },
};

export type PackedCopy = { readonly folder: string; readonly executable: string; remove(): void };

/** A copy of the packed app that a test may change. */
export function copyPackedApp(): PackedCopy {
  const packed = PACKED[process.platform];
  if (packed === undefined || !existsSync(packed.folder))
    throw new Error('There is no packed app for this system: npm run package makes it.');
  const folder = mkdtempSync(join(tmpdir(), 'colleague-packed-'));
  cpSync(packed.folder, folder, { recursive: true });
  return {
    folder,
    executable: join(folder, packed.executable),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/**
 * Lets a test drive this copy, by one word in its archive. Only where the platform does not verify the archive, as on Linux:
 * elsewhere a copy that was changed so does not start.
 */
export function openForDriving({ folder }: PackedCopy): void {
  const archive = join(folder, 'resources/app.asar');
  const bytes = readFileSync(archive);
  const at = bytes.indexOf('"debugging": "refused"');
  if (at === -1) throw new Error('The packed app does not say that it refuses to be driven.');
  bytes.write('"debugging": "allowed"', at, 'latin1');
  writeFileSync(archive, bytes);
}

/** In bytes. */
export function sizeOfFolder(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

/** The switch that has the app driven by a test, and those without which it does not start here. */
export function switchesFor(port: number): string[] {
  return [`--remote-debugging-port=${port}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
}

export type RunningPackedApp = { readonly page: Page; close(): Promise<void> };

/**
 * Starts the packed app. Playwright's own way in is Node's inspector, which a fuse has closed; what is left is Chromium's for
 * its pages, which shows what the user sees and nothing of main.
 */
export async function startPackedApp(
  executable: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<RunningPackedApp> {
  const child = spawn(executable, [...args, ...switchesFor(0)], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    const browser = await chromium.connectOverCDP(await findDebuggingUrl(child));
    const [context] = browser.contexts();
    const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
    if (page === undefined) throw new Error('The packed app has no window.');
    return {
      page,
      async close() {
        await browser.close();
        await end(child);
      },
    };
  } catch (error) {
    await end(child);
    throw error;
  }
}

const START_LIMIT_MS = 25_000;

/** Chromium names its address on the error stream once it listens. */
function findDebuggingUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let told = '';
    const fail = (reason: string) => reject(new Error(`The packed app ${reason}. It said: ${told}`));
    const patience = setTimeout(() => fail('did not start in time'), START_LIMIT_MS);
    child.once('exit', (code) => {
      clearTimeout(patience);
      fail(`ended with ${code}`);
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      told += String(chunk);
      const [, url] = /DevTools listening on (ws:\S+)/u.exec(told) ?? [];
      if (url === undefined) return;
      clearTimeout(patience);
      resolve(url);
    });
  });
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
