import { refreshAccess } from '../access/refresh-access.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import type { UserId } from '../../shared/domain/ids.ts';
import type { User } from '../../shared/protocol/events.ts';
import { listChannels, saveChannel } from '../channels/own-channels.ts';
import type { AdminContext } from '../context.ts';
import { assignThread } from '../conversations/assign-thread.ts';
import { applyChanges } from '../ingest/apply-changes.ts';
import { createWorkingSet, setThread } from '../ingest/working-set.ts';
import type { LogTransaction } from '../log/relay-log.ts';
import { revokeDevicesOf } from './devices.ts';
import { getUser, saveUser } from './user-entries.ts';
import { keepAdministrator } from './users.ts';

/** Small enough that webhooks do not wait behind a leaver with years of conversations. */
const CHUNK = 200;

/**
 * A leaver: the desktops are revoked at once, then the conversations go to the successor, or to nobody. If that is
 * interrupted, the same call again does the rest. Throws AppError `conflict` for the last administrator, `not-found`,
 * and `invalid-input` for a successor who cannot take over.
 */
export async function deactivateUser(
  { log, now }: AdminContext,
  id: UserId,
  successorId: UserId | undefined,
): Promise<{ readonly user: User; readonly conversations: number }> {
  const user = await log.write(async (transaction) => {
    const before = await getUser(transaction, id);
    await keepAdministrator(transaction, before);
    if (successorId !== undefined) checkSuccessor(before, await getUser(transaction, successorId));
    const after: User = { ...before, isActive: false };
    await saveUser(transaction, after, now());
    await revokeDevicesOf(transaction, id, now());
    await releaseNumbers(transaction, id, now());
    await refreshAccess(transaction, now(), id);
    return after;
  });
  let conversations = 0;
  for (;;) {
    const moved = await log.write(async (transaction) => {
      const threads = await transaction.listThreadsOfOwner(id, CHUNK);
      const set = createWorkingSet();
      for (const thread of threads) setThread(set, assignThread(thread, successorId));
      await applyChanges(transaction, set);
      return threads.length;
    });
    conversations += moved;
    if (moved < CHUNK) return { user, conversations };
  }
}

/** Replies to a leaver's own number find the successor, or nobody: never a conversation that nobody can see. */
async function releaseNumbers(transaction: LogTransaction, userId: UserId, at: number): Promise<void> {
  for (const channel of await listChannels(transaction)) {
    if (channel.ownerUserId !== userId || !channel.isActive) continue;
    await saveChannel(transaction, { ...channel, isActive: false }, at);
  }
}

function checkSuccessor(leaver: User, successor: User): void {
  if (successor.id === leaver.id) {
    throw new AppError('invalid-input', 'The conversations must go to somebody else.');
  }
  if (!successor.isActive) {
    throw new AppError('invalid-input', `${successor.displayName} is no longer active.`);
  }
}
