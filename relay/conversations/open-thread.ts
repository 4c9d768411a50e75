import { findSight } from '../access/sight-book.ts';
import { seesOwner } from '../access/sight.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import { type ConversationId, type UserId, conversationIdFor } from '../../shared/domain/ids.ts';
import type { SentMessage } from '../../shared/protocol/events.ts';
import { createPerson } from '../ingest/resolve-person.ts';
import { type WorkingSet, setPerson, setThread } from '../ingest/working-set.ts';
import type { LogReader, ThreadState } from '../log/relay-log.ts';
import { assignThread } from './assign-thread.ts';

type Place = Pick<SentMessage, 'conversationId' | 'personKey' | 'channelId' | 'at'>;

/**
 * The conversation that `userId` sends in, made if it is theirs to make; one that nobody owns becomes theirs. Throws
 * AppError `forbidden` for a colleague's, `invalid-input` for an id that is not what its parts say, and for a
 * conversation that the user may not see, of which nothing is told.
 */
export async function openThread(
  log: LogReader,
  set: WorkingSet,
  place: Place,
  userId: UserId,
): Promise<ThreadState> {
  const { conversationId: id, personKey, channelId } = place;
  await gatherPerson(log, set, place);
  const known = set.threads.get(id) ?? (await log.findThreadsById([id]))[0];
  if (known === undefined) return beginThread(log, set, place, userId);
  if (known.personKey !== personKey || known.channelId !== channelId)
    throw new AppError('invalid-input', MISFIT);
  if (known.ownerUserId === userId) return known;
  if (known.ownerUserId === undefined) {
    const taken = assignThread(known, userId);
    setThread(set, taken);
    return taken;
  }
  if (known.formerOwners.includes(userId)) throw new AppError('forbidden', HANDED_OVER);
  if (seesOwner(await findSight(log, userId), known.ownerUserId)) throw new AppError('forbidden', COLLEAGUES);
  throw new AppError('invalid-input', MISFIT);
}

async function beginThread(
  log: LogReader,
  set: WorkingSet,
  { conversationId: id, personKey, channelId, at }: Place,
  userId: UserId,
): Promise<ThreadState> {
  const next = await findNextOwnId(log, set, { personKey, channelId, ownerUserId: userId });
  if (id !== next) throw new AppError('invalid-input', MISFIT);
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

/** The id of the user's next conversation with this person: those before it exist, and may be in other hands by now. */
async function findNextOwnId(
  log: LogReader,
  set: WorkingSet,
  thread: Parameters<typeof conversationIdFor>[0],
): Promise<ConversationId> {
  for (let turn = 0; ; turn += 1) {
    const id = conversationIdFor({ ...thread, turn });
    if (!set.threads.has(id) && (await log.findThreadsById([id])).length === 0) return id;
  }
}

const COLLEAGUES = 'This conversation belongs to a colleague. Begin one of your own.';
const HANDED_OVER =
  'This conversation is in other hands by now. Open the person again and begin a conversation of your own.';
const MISFIT = 'The conversation does not belong to this person, channel and user.';

/** A desktop may write to somebody of whom Meta has not spoken yet: the reply must find the same key. */
async function gatherPerson(log: LogReader, set: WorkingSet, { personKey }: Place): Promise<void> {
  if (set.people.has(personKey)) return;
  const known = (await log.findPeople([personKey])).get(personKey);
  if (known === undefined) setPerson(set, createPerson(personKey), []);
  else set.people.set(personKey, known);
}
