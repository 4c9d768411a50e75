import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { refreshAccess } from '../access/refresh-access.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import { type TeamId, type UserId, userIdSchema } from '../../shared/domain/ids.ts';
import { type UserChange, newUserSchema, userChangeSchema } from '../../shared/protocol/admin.ts';
import type { User } from '../../shared/protocol/events.ts';
import type { AdminContext } from '../context.ts';
import type { LogReader } from '../log/relay-log.ts';
import { parseFields } from './parse-fields.ts';
import { getTeam } from './teams.ts';
import { findUser, findUserByName, getUser, listUsers, saveUser } from './user-entries.ts';

export type NewUser = z.input<typeof newUserSchema>;

/** Adds a user who may then enrol desktops. Throws AppError: `invalid-input`, or `conflict` when the name is taken. */
export async function addUser({ log, now }: AdminContext, given: NewUser): Promise<User> {
  const { id, teamId, ...details } = parseFields('user', newUserSchema, given);
  const user: User = {
    ...details,
    ...(teamId === undefined ? {} : { teamId }),
    id: id ?? userIdSchema.parse(uuidv7()),
    isActive: true,
  };
  await log.write(async (transaction) => {
    if ((await findUserByName(transaction, user.username)) !== undefined) {
      throw new AppError('conflict', `There is a user named ${user.username} already.`);
    }
    if ((await findUser(transaction, user.id)) !== undefined) {
      throw new AppError('conflict', 'There is a user with this id already.');
    }
    if (teamId !== undefined) await getTeam(transaction, teamId);
    await saveUser(transaction, user, now());
    await refreshAccess(transaction, now());
  });
  return user;
}

/** Changes what is named. Throws AppError `conflict` where the agency would be left without an administrator. */
export async function changeUser({ log, now }: AdminContext, id: UserId, given: UserChange): Promise<User> {
  const { teamId, ...change } = parseFields('user', userChangeSchema, given);
  return log.write(async (transaction) => {
    const before = await getUser(transaction, id);
    if (change.role === 'consultant') await keepAdministrator(transaction, before);
    if (typeof teamId === 'string') await getTeam(transaction, teamId);
    const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const user = inTeam({ ...before, ...named }, teamId);
    await saveUser(transaction, user, now());
    await refreshAccess(transaction, now());
    return user;
  });
}

/** Lets a user who was deactivated enrol again. Desktops that were revoked stay revoked. */
export async function reactivateUser({ log, now }: AdminContext, id: UserId): Promise<User> {
  return log.write(async (transaction) => {
    const user: User = { ...(await getUser(transaction, id)), isActive: true };
    await saveUser(transaction, user, now());
    return user;
  });
}

/** Throws AppError `conflict` when nobody but this user could administer the agency. `user` is as before the change. */
export async function keepAdministrator(log: LogReader, user: User): Promise<void> {
  if (!canAdminister(user)) return;
  if ((await listUsers(log)).some((other) => other.id !== user.id && canAdminister(other))) return;
  throw new AppError(
    'conflict',
    `${user.displayName} is the only administrator. Make somebody else an administrator first.`,
  );
}

function canAdminister({ role, isActive }: User): boolean {
  return role === 'administrator' && isActive;
}

/** Undefined leaves the team as it is; null takes the user out of it. */
export function inTeam(user: User, teamId: TeamId | null | undefined): User {
  if (teamId === undefined) return user;
  const { teamId: _before, ...rest } = user;
  return teamId === null ? rest : { ...rest, teamId };
}
