import type { z } from 'zod';
import type { UserId } from '../../shared/domain/ids.ts';
import type { backfillRequestSchema } from '../../shared/protocol/http.ts';
import type { FeedEntry, FeedPage, RelayLog } from '../log/relay-log.ts';
import { findSight } from './sight-book.ts';
import { decideView } from './sight.ts';

type Request = z.infer<typeof backfillRequestSchema>;

const MAX_BYTES = 1_000_000;
/** Looks that one request may take while nothing is found: the caller learns its progress and asks again. */
const MAX_LOOKS = 8;

/**
 * Older entries of conversations that a user may see now and did not before. `cursor` is where the next request goes on;
 * from `before - 1` on there is nothing more.
 */
export async function readBackfill(
  log: RelayLog,
  userId: UserId,
  request: Request,
): Promise<{ readonly events: readonly string[]; readonly cursor: number }> {
  const end = request.before - 1;
  let cursor = Math.min(request.after, end);
  for (let look = 0; look < MAX_LOOKS && cursor < end; look += 1) {
    const page = await readPage(log, request, cursor);
    // Read after the page: what was lost meanwhile is not shown.
    const sight = await findSight(log, userId);
    const events = page.entries
      .filter((entry) => entry.seq <= end && isWanted(entry, request))
      .filter((entry) => ['shown', 'gained'].includes(decideView(sight, entry)))
      .map((entry) => entry.json);
    cursor = Math.min(page.cursor, end);
    if (events.length > 0) return { events, cursor };
  }
  return { events: [], cursor };
}

function readPage(log: RelayLog, request: Request, after: number): Promise<FeedPage> {
  const limits = { maxEvents: request.limit, maxBytes: MAX_BYTES };
  const { conversationIds, before } = request;
  return conversationIds === undefined
    ? log.readFeed(after, limits)
    : log.readConversations(conversationIds, { after, before }, limits);
}

/** Entries of conversations, and of their people; the rest of the log was never hidden. */
function isWanted(entry: FeedEntry, { conversationIds, ownerIds }: Request): boolean {
  if (conversationIds !== undefined) return true;
  const isOfOwner = (owner: UserId | undefined) =>
    owner !== undefined && (ownerIds === undefined || ownerIds.includes(owner));
  if (entry.thread !== undefined) return isOfOwner(entry.thread.ownerUserId);
  // Somebody with whom there is no conversation is known to those who see everyone.
  if (entry.kind === 'person.changed') return ownerIds === undefined || entry.personOwners.some(isOfOwner);
  return entry.kind.startsWith('message.') && isOfOwner(entry.ownerUserId);
}
