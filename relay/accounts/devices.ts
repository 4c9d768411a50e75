import { refreshAccess } from '../access/refresh-access.ts';
import type { DeviceId, UserId } from '../../shared/domain/ids.ts';
import type { AdminContext } from '../context.ts';
import type { LogTransaction } from '../log/relay-log.ts';

/** Cuts one desktop off; it is told to wipe itself. False when there is no such device, or it was revoked before. */
export async function revokeDevice({ log, now }: AdminContext, id: DeviceId): Promise<boolean> {
  return log.write(async (transaction) => {
    if (!(await transaction.revokeDevice(id, now()))) return false;
    const device = await transaction.findDevice({ id });
    // A word in the log, so that every relay of the agency looks at its sockets at once.
    if (device !== undefined) await refreshAccess(transaction, now(), device.userId);
    return true;
  });
}

/** All desktops of a leaver. */
export async function revokeDevicesOf(
  transaction: LogTransaction,
  userId: UserId,
  at: number,
): Promise<void> {
  for (const device of await transaction.listDevices()) {
    if (device.userId === userId && device.revokedAt === undefined) {
      await transaction.revokeDevice(device.id, at);
    }
  }
}
