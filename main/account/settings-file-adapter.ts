import { ipcMain } from 'electron';
import Store from 'electron-store';
import type { OpenSettingsFile } from './local-settings.ts';

/** electron-store asks for its folder over this channel when a window uses it. Ours never does. */
const CHANNEL_OF_STORE = 'electron-store-get-data';

/** The settings file by electron-store: one JSON file, replaced atomically, readable by its user only. */
export const openSettingsFile: OpenSettingsFile = (folder, name) => {
  const store = new Store<{ settings?: unknown }>({ cwd: folder, name, configFileMode: 0o600 });
  // It listens without asking who calls; the one place that listens is ipc/serve.ts.
  ipcMain.removeAllListeners(CHANNEL_OF_STORE);
  return { read: () => store.get('settings'), write: (value) => store.set('settings', value) };
};
