import { posix, win32 } from 'node:path';
import type { ProvisioningPlace } from './read-provisioning-file.ts';

export const PROVISIONING_NAME = 'provisioning.json';
const FOLDER = 'Colleague Messaging';

type Computer = {
  readonly platform: NodeJS.Platform;
  readonly executable: string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/**
 * Where a provisioning file may be, the one that counts most first: the computer's own place, then beside the executable
 * (whoever can write there can replace the app as well, so nobody asks who owns it), then on Windows the user's folder,
 * where the installer puts the file that lay beside itself (`build/installer.nsh`), because an update empties the folder of
 * the executable.
 */
export function listProvisioningPlaces({
  platform,
  executable,
  env,
}: Computer): readonly ProvisioningPlace[] {
  switch (platform) {
    case 'win32': {
      const folders = [
        win32.join(env['ProgramData'] ?? 'C:\\ProgramData', FOLDER),
        win32.dirname(executable),
        ...(env['APPDATA'] === undefined ? [] : [win32.join(env['APPDATA'], FOLDER)]),
      ];
      return folders.map((folder) => ({
        path: win32.join(folder, PROVISIONING_NAME),
        isOwnerChecked: false,
      }));
    }
    case 'darwin':
      // A signed app takes nothing beside its executable.
      return [{ path: `/Library/Application Support/${FOLDER}/${PROVISIONING_NAME}`, isOwnerChecked: true }];
    default:
      return [
        { path: `/etc/colleague-messaging/${PROVISIONING_NAME}`, isOwnerChecked: true },
        { path: posix.join(posix.dirname(executable), PROVISIONING_NAME), isOwnerChecked: false },
      ];
  }
}
