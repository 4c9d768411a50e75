import { revokeDevice } from '../accounts/devices.ts';
import { listUsers } from '../accounts/user-entries.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import { deviceIdSchema } from '../../shared/domain/ids.ts';
import type { AdminContext } from '../context.ts';
import type { Command } from './commands.ts';

export const DEVICE_COMMANDS: readonly Command[] = [
  {
    name: 'device list',
    parameters: '',
    description: 'lists the enrolled desktops',
    fewest: 0,
    most: 0,
    run: ({ log }) => describeDevices(log),
  },
  {
    name: 'device revoke',
    parameters: '<device id>',
    description: 'cuts one desktop off; it wipes what it has of the agency',
    fewest: 1,
    most: 1,
    async run(context, [id = '']) {
      if (!(await revokeDevice(context, deviceIdSchema.parse(id)))) {
        throw new AppError('not-found', 'There is no such device, or it was revoked before.');
      }
      return ['The desktop is cut off, and wipes itself as soon as it asks the relay again.'];
    },
  },
];

async function describeDevices(log: AdminContext['log']): Promise<readonly string[]> {
  const devices = await log.listDevices();
  if (devices.length === 0) return ['No desktop is enrolled yet. Next: enrolment-code'];
  const names = new Map((await listUsers(log)).map((user) => [user.id, user.username]));
  return devices.map((device) => {
    const seen =
      device.lastSeenAt === undefined ? 'never seen' : `seen ${new Date(device.lastSeenAt).toISOString()}`;
    const state = device.revokedAt === undefined ? 'active' : 'revoked';
    return [device.id, names.get(device.userId) ?? '?', device.name, seen, state].join('\t');
  });
}
