import {
  type ChannelId,
  type ConversationId,
  type MessageId,
  type PersonKey,
  type UserId,
  conversationIdFor,
  messageIdForWamid,
} from '../../shared/domain/ids.ts';
import { canonicalPhoneDigits, personKeyForNumber } from '../../shared/domain/phone-number.ts';
import { createRecentValues } from '../recent-values.ts';
import { memoize } from './memoize.ts';

/*
 * The ids of shared/domain, remembered for a while: each is a hash, a webhook asks for the same one several times, and
 * people write more than once.
 */

const MOST_PEOPLE = 20_000;
/** As many as a group of webhooks has: no message is asked for again later. */
const MOST_MESSAGES = 4_000;

export const messageIdOf: (wamid: string) => MessageId = memoize(messageIdForWamid, MOST_MESSAGES);
export const personKeyOf: (waId: string) => PersonKey = memoize(personKeyForNumber, MOST_PEOPLE);
export const phoneDigitsOf: (waId: string) => string = memoize(canonicalPhoneDigits, MOST_PEOPLE);

const threadIds = createRecentValues<string, ConversationId>(MOST_PEOPLE);

export function threadIdOf(
  channelId: ChannelId,
  personKey: PersonKey,
  ownerUserId: UserId | undefined,
): ConversationId {
  // No id of ours or of Meta's has a space.
  const name = `${personKey} ${channelId} ${ownerUserId ?? ''}`;
  const known = threadIds.get(name);
  if (known !== undefined) return known;
  const id = conversationIdFor({ channelId, personKey, ownerUserId });
  threadIds.set(name, id);
  return id;
}
