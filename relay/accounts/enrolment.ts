import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { AppError } from '../../shared/domain/app-error.ts';
import { type UserId, deviceIdSchema } from '../../shared/domain/ids.ts';
import type { enrolRequestSchema, enrolResponseSchema } from '../../shared/protocol/http.ts';
import type { AdminContext, RelayContext } from '../context.ts';
import type { DeviceState } from '../log/relay-log.ts';
import { createCode, createToken, hashCode, hashToken } from './secrets.ts';
import { findUser, getUser } from './user-entries.ts';

/** Long enough to be read out today and typed tomorrow morning. */
const CODE_LIFE_MS = 24 * 60 * 60 * 1000;

/** A code that enrols one desktop of this user, once, within a day. Throws AppError for a user who may not. */
export async function createEnrolmentCode(
  { log, now, randomBytes }: AdminContext,
  userId: UserId,
): Promise<{ readonly code: string; readonly expiresAt: number }> {
  const user = await getUser(log, userId);
  if (!user.isActive) throw new AppError('forbidden', `${user.displayName} is no longer active.`);
  const code = createCode(randomBytes);
  const expiresAt = now() + CODE_LIFE_MS;
  await log.write((transaction) =>
    transaction.saveEnrolmentCode({ hash: hashCode(code), userId: user.id, expiresAt }),
  );
  return { code, expiresAt };
}

/** Turns a code into a device's token, which is shown this once and stored as a hash. */
export async function enrol(
  { log, now, randomBytes, config }: RelayContext,
  request: z.infer<typeof enrolRequestSchema>,
): Promise<z.infer<typeof enrolResponseSchema>> {
  const deviceToken = createToken(randomBytes);
  return log.write(async (transaction) => {
    const userId = await transaction.useEnrolmentCode(hashCode(request.code), now());
    const user = userId && (await findUser(transaction, userId));
    if (user === undefined || !user.isActive) {
      throw new AppError(
        'invalid-input',
        'This code is not valid: it may be mistyped, used already or older than a day. Ask your administrator for a new one.',
      );
    }
    const device: DeviceState = {
      id: deviceIdSchema.parse(uuidv7()),
      userId: user.id,
      name: request.deviceName,
      createdAt: now(),
      lastSeenAt: undefined,
      revokedAt: undefined,
    };
    await transaction.saveDevice(device, hashToken(deviceToken));
    return { deviceId: device.id, deviceToken, user, agencyName: config.agencyName };
  });
}
