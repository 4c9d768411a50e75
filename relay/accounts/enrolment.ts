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
    const use = await transaction.useEnrolmentCode(hashCode(request.code), now());
    if (use.kind !== 'accepted') throw new AppError('invalid-input', REFUSALS[use.kind]);
    const user = await findUser(transaction, use.userId);
    if (user === undefined || !user.isActive) throw new AppError('invalid-input', REFUSALS.inactive);
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

/** Whoever has a code learns nothing else by these: nobody guesses one. */
const REFUSALS = {
  unknown:
    'There is no such code. Compare it letter by letter with the one that your administrator gave you.',
  used: 'This code has been used already: each one signs in one desktop. Ask your administrator for a new one.',
  expired: 'This code has run out: it is good for a day. Ask your administrator for a new one.',
  inactive: 'This code is for somebody who is no longer active. Ask your administrator.',
} as const;
