import type { ConversationId, UserId } from '../../shared/domain/ids.ts';
import { type Access, accessSchema } from '../../shared/protocol/events.ts';
import { accessKey } from '../ingest/keys.ts';
import type { LogReader } from '../log/relay-log.ts';
import { listAccess } from './refresh-access.ts';
import { type Sight, seesOwner } from './sight.ts';

/** What each user may see, remembered for as long as it is true. */
export type SightBook = {
  /** Never older than the page that it is applied to, so that nothing is shown to whom has just lost it. */
  find(userId: UserId, page: { readonly accessVersion: number }): Promise<Sight>;
};

export function createSightBook(log: LogReader): SightBook {
  let version = -1;
  let sights: Promise<ReadonlyMap<UserId, Sight>> | undefined;
  const read = async () => {
    const access = await listAccess(log);
    return new Map([...access].map(([userId, known]) => [userId, toSight(userId, known)]));
  };
  return {
    async find(userId, { accessVersion }) {
      if (sights === undefined || accessVersion > version) {
        version = accessVersion;
        const reading = read();
        reading.catch(() => {
          // A failed read must not be answered again to the next reader.
          if (sights === reading) sights = undefined;
        });
        sights = reading;
      }
      return (await sights).get(userId) ?? toSight(userId, undefined);
    },
  };
}

/** What the user may see at this moment. */
export async function findSight(log: LogReader, userId: UserId): Promise<Sight> {
  const key = accessKey(userId);
  const entry = (await log.findCurrent([key])).get(key);
  return toSight(userId, entry && accessSchema.parse(entry.body));
}

/** Whether the user may see this conversation; a conversation that the relay does not know can be seen by nobody. */
export async function maySeeConversation(
  log: LogReader,
  userId: UserId,
  id: ConversationId,
): Promise<boolean> {
  const [thread] = await log.findThreadsById([id]);
  return thread !== undefined && seesOwner(await findSight(log, userId), thread.ownerUserId);
}

function toSight(userId: UserId, access: Access | undefined): Sight {
  if (access === undefined || access.everyoneSince !== undefined) return { userId, others: 'everyone' };
  return { userId, others: new Set(access.owners.map((owner) => owner.userId)) };
}
