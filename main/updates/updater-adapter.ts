import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { App } from 'electron';
import type { AppUpdater } from 'electron-updater';
import { decideUpdates, readNotes } from './decide-updates.ts';
import { UpdateRefused, type Updater } from './updater.ts';

/** The two that mean that somebody changed the file; the rest is network. */
const REFUSALS = new Set(['ERR_CHECKSUM_MISMATCH', 'ERR_UPDATER_INVALID_SIGNATURE']);

/** The updater of this installation; undefined where it is brought up to date by somebody else, or not at all. */
export function findUpdater(options: {
  readonly app: App;
  readonly isAllowed: boolean | undefined;
  /** An administrator's own feed, instead of the one that is built in. */
  readonly feedUrl: string | undefined;
  /** Development: stands in for the file of a release. */
  readonly developmentConfig: string | undefined;
}): Updater | undefined {
  const { app } = options;
  const config = app.isPackaged ? join(process.resourcesPath, 'app-update.yml') : options.developmentConfig;
  const uninstaller = join(dirname(app.getPath('exe')), `Uninstall ${app.getName()}.exe`);
  const isOn = decideUpdates({
    platform: process.platform,
    isAllowed: options.isAllowed,
    hasConfig: config !== undefined && existsSync(config),
    hasUninstaller: existsSync(uninstaller),
    isWritable: isWritable(app.getPath('exe')),
  });
  if (!isOn || config === undefined) return undefined;
  const load = async () => {
    // Read at the first look, not at the start, which it would slow down.
    const { default: library } = await import('electron-updater');
    return configure(library.autoUpdater, config, options.feedUrl, app.isPackaged);
  };
  let loaded: Promise<AppUpdater> | undefined;
  const use = () => (loaded ??= load());
  return {
    async fetchNewest() {
      const updater = await use();
      const found = await updater.checkForUpdates();
      if (found?.isUpdateAvailable !== true) return undefined;
      await updater.downloadUpdate().catch((error: unknown) => {
        throw isRefusal(error)
          ? new UpdateRefused('It is not what its publisher made.', { cause: error })
          : error;
      });
      const { version, releaseNotes } = found.updateInfo;
      return { version, notes: readNotes(releaseNotes) };
    },
    // Silently, and then the new one starts.
    restart: () => void use().then((updater) => updater.quitAndInstall(true, true)),
  };
}

function configure(
  updater: AppUpdater,
  config: string,
  feedUrl: string | undefined,
  isPackaged: boolean,
): AppUpdater {
  // It writes addresses and paths; what matters of it is in our own log.
  updater.logger = null;
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = true;
  updater.allowDowngrade = false;
  updater.disableWebInstaller = true;
  // The rejected promise says the same; without a listener the event would end the app.
  updater.on('error', () => {});
  if (!isPackaged) {
    updater.forceDevUpdateConfig = true;
    updater.updateConfigPath = config;
  }
  // The file of the release still names the publisher, with which Windows compares the signature.
  if (feedUrl !== undefined) updater.setFeedURL({ provider: 'generic', url: feedUrl });
  return updater;
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && REFUSALS.has(String(error.code));
}
