import type { UserId } from '../../shared/domain/ids.ts';
import { type Access, accessSchema } from '../../shared/protocol/events.ts';
import { listUsers } from '../accounts/user-entries.ts';
import { accessKey } from '../ingest/keys.ts';
import type { LogReader, LogTransaction, NewEntry } from '../log/relay-log.ts';
import { decideAccess } from './decide-access.ts';
import { getVisibility } from './visibility.ts';

/**
 * Tells every user whose sight is another one now, in the transaction that made it so. `touched` is told in any case:
 * the sockets are looked at again whenever one is told, which cuts off who is no longer admitted.
 */
export async function refreshAccess(
  transaction: LogTransaction,
  at: number,
  touched?: UserId,
): Promise<void> {
  const visibility = await getVisibility(transaction);
  const users = await listUsers(transaction);
  const known = await listAccess(transaction);
  const entries = users.flatMap((user): readonly NewEntry[] => {
    const before = known.get(user.id);
    const access = decideAccess(user, users, visibility, before);
    if (user.id === touched) return [toEntry(access ?? seesEveryone(user.id), at, true)];
    return access === before || access === undefined ? [] : [toEntry(access, at, false)];
  });
  await transaction.append(entries);
}

/** What each user was told last. */
export async function listAccess(log: LogReader): Promise<ReadonlyMap<UserId, Access>> {
  const entries = await log.listCurrent(accessKey(''));
  return new Map(
    entries.map(({ body }) => {
      const access = accessSchema.parse(body);
      return [access.userId, access];
    }),
  );
}

function seesEveryone(userId: UserId): Access {
  return { userId, version: 0, everyoneSince: 0, owners: [] };
}

function toEntry(access: Access, at: number, isRepeated: boolean): NewEntry {
  const key = accessKey(access.userId);
  const ownerUserId = access.userId;
  return { id: key, kind: 'access.changed', at, body: access, ownerUserId, compactionKey: key, isRepeated };
}
