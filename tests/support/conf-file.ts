import Conf from 'conf';
import type { OpenSettingsFile } from '../../main/account/local-settings.ts';

/** The settings file under plain Node: conf is what electron-store is made of, and needs no Electron. */
export const openConfFile: OpenSettingsFile = (folder, name) => {
  const store = new Conf<{ settings?: unknown }>({ cwd: folder, configName: name, configFileMode: 0o600 });
  return { read: () => store.get('settings'), write: (value) => store.set('settings', value) };
};
