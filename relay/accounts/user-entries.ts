import { AppError } from '../../shared/domain/app-error.ts';
import type { UserId } from '../../shared/domain/ids.ts';
import { type User, userSchema } from '../../shared/protocol/events.ts';
import { userKey } from '../ingest/keys.ts';
import type { LogReader, LogTransaction } from '../log/relay-log.ts';

/* Users as the log has them. What may be done with them: users.ts. */

export async function listUsers(log: LogReader): Promise<readonly User[]> {
  const entries = await log.listCurrent(userKey(''));
  return entries.map((entry) => userSchema.parse(entry.body));
}

export async function findUser(log: LogReader, id: UserId): Promise<User | undefined> {
  const key = userKey(id);
  const entry = (await log.findCurrent([key])).get(key);
  return entry && userSchema.parse(entry.body);
}

/** Throws AppError `not-found`. */
export async function getUser(log: LogReader, id: UserId): Promise<User> {
  const user = await findUser(log, id);
  if (user === undefined) throw new AppError('not-found', 'There is no such user.');
  return user;
}

/** Whatever the case: people do not remember how they wrote it. */
export async function findUserByName(log: LogReader, username: string): Promise<User | undefined> {
  const wanted = username.trim().toLowerCase();
  return (await listUsers(log)).find((user) => user.username.toLowerCase() === wanted);
}

/** The name must exist: throws AppError `not-found`. */
export async function getUserByName(log: LogReader, username: string): Promise<User> {
  const user = await findUserByName(log, username);
  if (user === undefined) throw new AppError('not-found', `There is no user named ${username.trim()}.`);
  return user;
}

export async function saveUser(transaction: LogTransaction, user: User, at: number): Promise<void> {
  const key = userKey(user.id);
  await transaction.append([{ id: key, kind: 'user.changed', at, body: user, compactionKey: key }]);
}
