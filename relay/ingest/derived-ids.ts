import {
  type ChannelId,
  type ConversationId,
  type MessageId,
  type PersonKey,
  type UserId,
  conversationIdFor,
  messageIdForWamid,
} from '../../shared/domain/ids.ts';
import { personKeyForNumber } from '../../shared/domain/phone-number.ts';
import { memoize } from './memoize.ts';

/*
 * The ids of shared/domain, remembered for a while: each is a hash, a webhook asks for the same one several times, and
 * people write more than once.
 */

const LIMIT = 20_000;

export const messageIdOf: (wamid: string) => MessageId = memoize(messageIdForWamid, LIMIT);
export const personKeyOf: (waId: string) => PersonKey = memoize(personKeyForNumber, LIMIT);

export function threadIdOf(
  channelId: ChannelId,
  personKey: PersonKey,
  ownerUserId: UserId | undefined,
): ConversationId {
  return threadId(JSON.stringify({ channelId, personKey, ownerUserId }));
}

const threadId = memoize((thread) => {
  // What `threadIdOf` has just written.
  const parts = JSON.parse(thread) as { channelId: ChannelId; personKey: PersonKey; ownerUserId?: UserId };
  return conversationIdFor({ ...parts, ownerUserId: parts.ownerUserId });
}, LIMIT);
