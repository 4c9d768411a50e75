import { join } from 'node:path';
import { type App, Notification, clipboard, dialog, shell } from 'electron';
import type { System } from './context.ts';
import { describePlatform } from './diagnostics/describe-versions.ts';
import { canLaunchAtLogin } from './preferences/preferences-adapter.ts';

/** What the features may ask of Electron and of the operating system. */
export function createSystem(app: App, isSecretsKept: System['isSecretsKept']): System {
  return {
    appVersion: app.getVersion(),
    platform: describePlatform(process.getSystemVersion()),
    isSecretsKept,
    canLaunchAtLogin: canLaunchAtLogin(),
    canNotify: () => Notification.isSupported(),
    // Electron 44 made the clipboard asynchronous; older runtimes answer at once.
    copyText: async (text) => clipboard.writeText(text),
    async chooseSavePath(fileName) {
      const { filePath } = await dialog.showSaveDialog({
        defaultPath: join(app.getPath('downloads'), fileName),
        properties: ['showOverwriteConfirmation', 'createDirectory'],
      });
      return filePath === '' ? undefined : filePath;
    },
    openFile: (path) => shell.openPath(path),
    openExternal: (url) => shell.openExternal(url),
  };
}
