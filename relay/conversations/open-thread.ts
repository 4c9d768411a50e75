import { AppError } from '../../shared/domain/app-error.ts';
import { type UserId, conversationIdFor } from '../../shared/domain/ids.ts';
import type { SentMessage } from '../../shared/protocol/events.ts';
import { createPerson } from '../ingest/resolve-person.ts';
import { type WorkingSet, setPerson, setThread } from '../ingest/working-set.ts';
import type { LogReader, ThreadState } from '../log/relay-log.ts';
import { assignThread } from './assign-thread.ts';

type Place = Pick<SentMessage, 'conversationId' | 'personKey' | 'channelId' | 'at'>;

/**
 * The conversation that `userId` sends in, made if it is theirs to make; one that nobody owns becomes theirs. Throws
 * AppError `forbidden` for a colleague's, `invalid-input` for an id that is not what its parts say.
 */
export async function openThread(
  log: LogReader,
  set: WorkingSet,
  place: Place,
  userId: UserId,
): Promise<ThreadState> {
  const { conversationId: id, personKey, channelId, at } = place;
  await gatherPerson(log, set, place);
  const known = set.threads.get(id) ?? (await log.findThreadsById([id]))[0];
  if (known === undefined) {
    if (id !== conversationIdFor({ channelId, personKey, ownerUserId: userId }))
      throw new AppError('invalid-input', MISFIT);
    const thread: ThreadState = {
      id,
      personKey,
      channelId,
      ownerUserId: userId,
      formerOwners: [],
      createdAt: at,
      lastSentAt: undefined,
    };
    setThread(set, thread);
    return thread;
  }
  if (known.personKey !== personKey || known.channelId !== channelId)
    throw new AppError('invalid-input', MISFIT);
  if (known.ownerUserId === userId) return known;
  if (known.ownerUserId !== undefined) {
    throw new AppError('forbidden', 'This conversation belongs to a colleague. Begin one of your own.');
  }
  const taken = assignThread(known, userId);
  setThread(set, taken);
  return taken;
}

const MISFIT = 'The conversation does not belong to this person, channel and user.';

/** A desktop may write to somebody of whom Meta has not spoken yet: the reply must find the same key. */
async function gatherPerson(log: LogReader, set: WorkingSet, { personKey }: Place): Promise<void> {
  if (set.people.has(personKey)) return;
  const known = (await log.findPeople([personKey])).get(personKey);
  if (known === undefined) setPerson(set, createPerson(personKey), []);
  else set.people.set(personKey, known);
}
