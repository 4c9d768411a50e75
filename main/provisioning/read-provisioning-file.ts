import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import type { ManagedFindings } from './managed-settings.ts';
import { MAX_PROVISIONING_BYTES, parseProvisioning, unusable } from './parse-provisioning.ts';

export type ProvisioningPlace = {
  readonly path: string;
  /** Counts only if nobody but the system's administrator can have written it. Windows cannot be asked. */
  readonly isOwnerChecked: boolean;
};

/** Undefined where there is none. Whatever else is there is told, and never stops the app. */
export async function readProvisioningFile(place: ProvisioningPlace): Promise<ManagedFindings | undefined> {
  try {
    if ((await lstat(place.path)).isSymbolicLink()) return unusable('it is a link, not a file');
    return await readOpened(place);
  } catch (error) {
    if (error instanceof Error && 'code' in error) {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
      if (error.code === 'ELOOP') return unusable('it is a link, not a file');
    }
    return unusable('it cannot be read by this user');
  }
}

/** Looked at by its handle: between looking at a name and opening it somebody could put something else there. */
async function readOpened({ path, isOwnerChecked }: ProvisioningPlace): Promise<ManagedFindings> {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as Partial<typeof constants>;
  // A pipe would otherwise wait for somebody to write.
  const handle = await open(path, (O_RDONLY ?? 0) | O_NOFOLLOW | O_NONBLOCK);
  try {
    const { uid, mode, ...stat } = await handle.stat().then((found) => ({
      uid: found.uid,
      mode: found.mode,
      isFile: found.isFile(),
      size: found.size,
    }));
    if (!stat.isFile) return unusable('it is not a file');
    if (isOwnerChecked && process.platform !== 'win32' && (uid !== 0 || (mode & 0o022) !== 0)) {
      return unusable('somebody other than the administrator of this computer can write it');
    }
    // One byte more than is allowed is enough to know.
    const buffer = Buffer.alloc(Math.min(stat.size, MAX_PROVISIONING_BYTES) + 1);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    return parseProvisioning(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}
