import type { UserId } from '../../shared/domain/ids.ts';
import type { FeedEntry } from '../log/relay-log.ts';

/** Whose conversations a user may see, beside the user's own and those that nobody owns. */
export type Sight = {
  readonly userId: UserId;
  readonly others: 'everyone' | ReadonlySet<UserId>;
};

/**
 * What becomes of an entry for one reader. `lost` and `gained` only happen where a conversation changed hands: the entry
 * stays here and the reader is told to forget the conversation; or the entry goes out, and the reader is told that it has
 * not seen the older ones.
 */
export type View = 'shown' | 'hidden' | 'lost' | 'gained';

/** Kinds that belong to the whole agency. An entry of any other kind leaves only where its conversation or user is seen. */
const OPEN_KINDS: ReadonlySet<string> = new Set([
  'record.upserted',
  'record.erased',
  // Names people by key only, as consents do: what was said with them is shown by its conversation alone.
  'record.linked',
  // Filing a file is a consultant's word that it belongs to the record: whoever sees the record has it.
  'record.file',
  // An opt-out binds every consultant, so every desktop must know of it. It names a person by key only.
  'consent.changed',
  'template.changed',
  'template.mapped',
  'costs.changed',
  'channel.changed',
  'user.changed',
  'history.trimmed',
]);

/** Told to one user only: the entry's owner. */
export const ADDRESSED_KINDS: ReadonlySet<string> = new Set([
  'access.changed',
  'canned-reply.changed',
  'read-mark.changed',
]);

/** Whether the user may see a conversation of this owner; undefined is nobody, whose conversations all may see. */
export function seesOwner({ userId, others }: Sight, owner: UserId | undefined): boolean {
  return owner === undefined || owner === userId || others === 'everyone' || others.has(owner);
}

/** The one rule of visibility: everything that leaves the relay for a desktop has been asked here. */
export function decideView(sight: Sight, entry: FeedEntry): View {
  const { kind, thread, ownerUserId } = entry;
  if (thread !== undefined) return viewConversation(sight, kind, thread);
  if (OPEN_KINDS.has(kind)) return 'shown';
  // The agency's have no owner.
  if (kind === 'canned-reply.changed' && ownerUserId === undefined) return 'shown';
  if (ADDRESSED_KINDS.has(kind)) return show(ownerUserId === sight.userId);
  if (kind === 'person.changed') {
    return show(sight.others === 'everyone' || entry.personOwners.some((owner) => seesOwner(sight, owner)));
  }
  // A report about a message that the relay does not know (yet): it concerns whoever has the number.
  if (kind.startsWith('message.')) {
    return show(sight.others === 'everyone' || (ownerUserId !== undefined && seesOwner(sight, ownerUserId)));
  }
  return 'hidden';
}

function viewConversation(
  sight: Sight,
  kind: string,
  { ownerUserId, formerOwners }: NonNullable<FeedEntry['thread']>,
): View {
  const isSeen = seesOwner(sight, ownerUserId);
  if (kind !== 'conversation.changed') return show(isSeen);
  if (isSeen) return formerOwners.every((owner) => seesOwner(sight, owner)) ? 'shown' : 'gained';
  return formerOwners.some((owner) => seesOwner(sight, owner)) ? 'lost' : 'hidden';
}

function show(isSeen: boolean): View {
  return isSeen ? 'shown' : 'hidden';
}
