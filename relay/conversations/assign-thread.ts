import type { UserId } from '../../shared/domain/ids.ts';
import type { ThreadState } from '../log/relay-log.ts';

/** The conversation in other hands (undefined: in nobody's), with the memory of whose it was. */
export function assignThread(thread: ThreadState, ownerUserId: UserId | undefined): ThreadState {
  if (thread.ownerUserId === ownerUserId) return thread;
  const formerOwners = [...new Set([...thread.formerOwners, thread.ownerUserId])];
  return { ...thread, ownerUserId, formerOwners };
}
