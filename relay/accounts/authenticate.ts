import type { User } from '../../shared/protocol/events.ts';
import type { DeviceState, LogReader } from '../log/relay-log.ts';
import { hashToken } from './secrets.ts';
import { findUser } from './user-entries.ts';

/** A desktop whose token was right, and whose it is. */
export type Caller = { readonly device: DeviceState; readonly user: User };

/**
 * Why a desktop is not admitted. `revoked`: the token was right once, and the desktop has to wipe itself. `unknown`: no
 * such token, or none at all; that proves nothing, so a desktop keeps what it has.
 */
export type Refusal = 'unknown' | 'revoked';

export async function authenticate(log: LogReader, authorization: unknown): Promise<Caller | Refusal> {
  const token = readBearer(authorization);
  if (token === undefined) return 'unknown';
  const device = await log.findDevice({ tokenHash: hashToken(token) });
  return device === undefined ? 'unknown' : admit(log, device);
}

/** Whether a desktop that was admitted still is. */
export async function readmit(log: LogReader, caller: Caller): Promise<Caller | Refusal> {
  const device = await log.findDevice({ id: caller.device.id });
  return device === undefined ? 'unknown' : admit(log, device);
}

async function admit(log: LogReader, device: DeviceState): Promise<Caller | Refusal> {
  if (device.revokedAt !== undefined) return 'revoked';
  const user = await findUser(log, device.userId);
  if (user === undefined) return 'unknown';
  return user.isActive ? { device, user } : 'revoked';
}

/** The token of `Authorization: Bearer …`, bounded before anything is computed with it. */
export function readBearer(authorization: unknown): string | undefined {
  if (typeof authorization !== 'string' || authorization.length > 300) return undefined;
  return /^Bearer ([\x21-\x7e]{16,})$/i.exec(authorization)?.[1];
}
