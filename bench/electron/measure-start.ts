import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { CleanUp } from '../clean-up.ts';
import { endProcess } from '../end-process.ts';
import { whenPageReports } from './devtools.ts';
import { commonSwitches, electronPath } from './electron-path.ts';

/** Reports when the list shows a row and the frame with it has been painted. */
const WHEN_ROWS_ARE_PAINTED = `(() => {
  if (globalThis.benchIsWatching) return;
  globalThis.benchIsWatching = true;
  const look = () => {
    if (document.querySelector('[role="grid"][aria-label="Records"] [role="row"]:not([aria-busy])') === null) return;
    observer.disconnect();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => benchReport('');
      port2.postMessage('');
    });
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { subtree: true, childList: true });
  look();
})()`;

/** Milliseconds from the start of the process to the first frame with rows. The process is gone when this resolves. */
export async function measureStart(cleanUp: CleanUp, folder: string, userFolder: string): Promise<number> {
  const startedAt = performance.now();
  const child = spawn(electronPath(), [folder, '--remote-debugging-port=0', ...commonSwitches(userFolder)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const end = () => endProcess(child);
  cleanUp.add(end);
  await whenPageReports(await readDebuggerUrl(child), WHEN_ROWS_ARE_PAINTED);
  const durationMs = performance.now() - startedAt;
  await end();
  return durationMs;
}

/** Chromium says it in its first lines. */
function readDebuggerUrl({ stderr }: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (stderr === null) throw new Error('Electron has no output.');
    // Read to the end: a full pipe would stop Electron.
    const lines = createInterface({ input: stderr });
    lines.on('line', (line) => {
      const url = /^DevTools listening on (\S+)/.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    });
    lines.on('close', () => reject(new Error('Electron did not start.')));
  });
}
