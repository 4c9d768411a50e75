import { powerMonitor, systemPreferences } from 'electron';

const LOOK_EVERY_MS = 5_000;

/** Tells how long nobody has touched the computer, every few seconds. Answers what ends it. */
export function watchIdleness(onIdle: (seconds: number) => void): () => void {
  const timer = setInterval(() => onIdle(powerMonitor.getSystemIdleTime()), LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/** Touch ID; undefined where there is none. Electron offers nothing of the kind on Windows and Linux. */
export function findSystemCheck(): (() => Promise<boolean>) | undefined {
  if (process.platform !== 'darwin' || !systemPreferences.canPromptTouchID()) return undefined;
  return async () => {
    await systemPreferences.promptTouchID('unlock Colleague Messaging');
    return true;
  };
}
