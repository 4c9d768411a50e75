import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { AppError } from '../../shared/domain/app-error.ts';
import { type UserId, userIdSchema } from '../../shared/domain/ids.ts';
import { type User, userSchema } from '../../shared/protocol/events.ts';
import type { AdminContext } from '../context.ts';
import { userKey } from '../ingest/keys.ts';
import type { LogReader, LogTransaction } from '../log/relay-log.ts';

const newUserSchema = z.object({
  username: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}._@-]{2,60}$/u, 'must have 2 to 60 letters, digits or any of . _ - @'),
  displayName: z.string().trim().min(1, 'must not be empty').max(100),
  email: z.union([z.literal(''), z.email('is not an email address')]).default(''),
  role: z.enum(['consultant', 'administrator'], 'must be consultant or administrator').default('consultant'),
  /** The CRM's own id of the user, if it has one. */
  id: userIdSchema.optional(),
});
export type NewUser = z.input<typeof newUserSchema>;

/** Adds a user who may then enrol desktops. Throws AppError: `invalid-input`, or `conflict` when the name is taken. */
export async function addUser({ log, now }: AdminContext, given: NewUser): Promise<User> {
  const parsed = newUserSchema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new AppError('invalid-input', `The user's ${issue?.path.join('.')} ${issue?.message}.`);
  }
  const { id, ...details } = parsed.data;
  const user: User = { ...details, id: id ?? userIdSchema.parse(uuidv7()), isActive: true };
  await log.write(async (transaction) => {
    if ((await findUserByName(transaction, user.username)) !== undefined) {
      throw new AppError('conflict', `There is a user named ${user.username} already.`);
    }
    await saveUser(transaction, user, now());
  });
  return user;
}

export async function listUsers(log: LogReader): Promise<readonly User[]> {
  const entries = await log.listCurrent(userKey(''));
  return entries.map((entry) => userSchema.parse(entry.body));
}

export async function findUser(log: LogReader, id: UserId): Promise<User | undefined> {
  const key = userKey(id);
  const entry = (await log.findCurrent([key])).get(key);
  return entry && userSchema.parse(entry.body);
}

/** Whatever the case: people do not remember how they wrote it. */
async function findUserByName(log: LogReader, username: string): Promise<User | undefined> {
  const wanted = username.trim().toLowerCase();
  return (await listUsers(log)).find((user) => user.username.toLowerCase() === wanted);
}

/** The name must exist: throws AppError `not-found`. */
export async function getUserByName(log: LogReader, username: string): Promise<User> {
  const user = await findUserByName(log, username);
  if (user === undefined) throw new AppError('not-found', `There is no user named ${username.trim()}.`);
  return user;
}

/** The user's desktops are turned away from now on; what was said stays. */
export async function deactivateUser({ log, now }: AdminContext, username: string): Promise<User> {
  return log.write(async (transaction) => {
    const user = { ...(await getUserByName(transaction, username)), isActive: false };
    await saveUser(transaction, user, now());
    return user;
  });
}

async function saveUser(transaction: LogTransaction, user: User, at: number): Promise<void> {
  const key = userKey(user.id);
  await transaction.append([{ id: key, kind: 'user.changed', at, body: user, compactionKey: key }]);
}
