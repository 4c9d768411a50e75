/**
 * Frozen from the first release; electron-builder.yml says the same (a test compares them). Windows finds the notifications
 * of the app by its id, and wakes the app for a click on one by the activator.
 */
export const APP_ID = 'com.colleaguesoftware.messaging';
export const TOAST_ACTIVATOR_CLSID = '{74bd4b69-a8e1-4585-8136-35ca3c31712c}';
export const TRAY_GUID = '6fa45a31-da7f-42bd-8dd0-bfa78a4fd746';

/** Electron's `app`, as far as it is told; older runtimes have no activator. */
type Announcing = {
  setAppUserModelId(id: string): void;
  setToastActivatorCLSID?(clsid: string): void;
};

/**
 * Tells Windows who this is, before the app is ready; elsewhere it does nothing. Without an activator of ours Electron makes
 * a new one at each start, and a click on yesterday's notification starts nothing.
 */
export function announceIdentity(app: Announcing): void {
  app.setAppUserModelId(APP_ID);
  app.setToastActivatorCLSID?.(TOAST_ACTIVATOR_CLSID);
}

/** Windows remembers by this where the user put the tray icon. Signed installations only: else it would hang on the path. */
export function trayGuid(platform: NodeJS.Platform, isPackaged: boolean): string | undefined {
  return platform === 'win32' && isPackaged ? TRAY_GUID : undefined;
}
