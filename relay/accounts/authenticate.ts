import type { User } from '../../shared/protocol/events.ts';
import type { DeviceState, LogReader } from '../log/relay-log.ts';
import { hashToken } from './secrets.ts';
import { findUser } from './users.ts';

/** A desktop whose token was right, and whose it is. */
export type Caller = { readonly device: DeviceState; readonly user: User };

/** Undefined for a token that is missing, unknown or revoked, and for a user who is no longer active. */
export async function authenticate(log: LogReader, authorization: unknown): Promise<Caller | undefined> {
  const token = readBearer(authorization);
  if (token === undefined) return undefined;
  const device = await log.findDevice({ tokenHash: hashToken(token) });
  return device && isAdmitted(log, device);
}

/** Whether a desktop that was admitted still is. */
export async function readmit(log: LogReader, caller: Caller): Promise<Caller | undefined> {
  const device = await log.findDevice({ id: caller.device.id });
  return device && isAdmitted(log, device);
}

async function isAdmitted(log: LogReader, device: DeviceState): Promise<Caller | undefined> {
  if (device.revokedAt !== undefined) return undefined;
  const user = await findUser(log, device.userId);
  return user?.isActive === true ? { device, user } : undefined;
}

/** The token of `Authorization: Bearer …`, bounded before anything is computed with it. */
export function readBearer(authorization: unknown): string | undefined {
  if (typeof authorization !== 'string' || authorization.length > 300) return undefined;
  return /^Bearer ([\x21-\x7e]{16,})$/i.exec(authorization)?.[1];
}
