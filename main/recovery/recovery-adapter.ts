import { type WebContents, dialog } from 'electron';
import type { Log } from '../log.ts';
import type { CrashRecord } from './crash-record.ts';
import { decideRecovery } from './decide-recovery.ts';

/** What the recovery of a window needs. */
export type Recovery = {
  readonly crashes: CrashRecord;
  readonly log: Log;
  readonly now: () => number;
  /** Before the page is loaded again. */
  readonly onWindowGone: () => void;
  readonly copyDiagnostics: () => Promise<void>;
  readonly onQuit: () => void;
};

/**
 * A window whose process went down is loaded again; one that does so over and over asks the user first. Chromium's reason
 * is a word of a closed list: it tells nothing of what was shown.
 */
export function recoverWindow(contents: WebContents, recovery: Recovery): void {
  const wentDownAt: number[] = [];
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || contents.isDestroyed()) return;
    recovery.log.error('the window went down', { reason, exitCode });
    recovery.crashes.note('window');
    recovery.onWindowGone();
    wentDownAt.push(recovery.now());
    if (decideRecovery(wentDownAt, recovery.now()) === 'reload') contents.reload();
    else void askUser(contents, recovery);
  });
}

async function askUser(contents: WebContents, recovery: Recovery): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: 'The window of Colleague Messaging keeps closing',
    detail:
      'Replies still arrive and what you sent is safe. Open the window again; if it stays so, copy the diagnostics, which hold no personal data, and send them to your administrator.',
    buttons: ['Open again', 'Copy diagnostics', 'Quit'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  if (response === 2) return recovery.onQuit();
  if (response === 1) {
    await recovery.copyDiagnostics();
    return askUser(contents, recovery);
  }
  if (!contents.isDestroyed()) contents.reload();
}

/**
 * A fault of ours that nobody caught. Electron would show its text, which may hold a person's words, in a box of its own;
 * here its kind and place go into the log, and the user is told that the app should be started again.
 */
export function catchFaults(options: {
  readonly crashes: CrashRecord;
  readonly log: Log;
  readonly onFault: () => void;
}): void {
  const note = (error: unknown) => {
    options.crashes.note('fault');
    options.log.error('a fault that nobody caught', describeFault(error));
    options.onFault();
  };
  process.on('uncaughtException', note);
  process.on('unhandledRejection', note);
}

function describeFault(error: unknown): { readonly kind: string; readonly at?: string } {
  if (!(error instanceof Error)) return { kind: typeof error };
  const frame = error.stack?.split('\n').find((line) => /^\s+at /u.test(line));
  return { kind: error.name, ...(frame === undefined ? {} : { at: frame.trim() }) };
}
