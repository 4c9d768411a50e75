import { AppError } from '../../shared/domain/app-error.ts';
import {
  type ChannelId,
  type ConversationId,
  type PersonKey,
  type RecordId,
  conversationIdFor,
} from '../../shared/domain/ids.ts';
import { personKeyForNumber } from '../../shared/domain/phone-number.ts';
import type { Channel, User } from '../../shared/protocol/events.ts';
import type { Addressee } from '../../shared/protocol/http.ts';
import { getStoredConversation } from './conversations.ts';
import { getSendingChannel } from './create-outbound.ts';
import { type WriteHandle, findRow } from './handle.ts';
import { KEYS_OF_PERSON } from './identity-sql.ts';
import { findAddressee, learnWaId } from './people.ts';
import { getRecord } from './records.ts';

/** Where an outbound message goes. */
export type OutboundThread = {
  readonly conversationId: ConversationId;
  readonly personKey: PersonKey;
  readonly channel: Channel;
  readonly addressee: Addressee;
};

/** An existing thread, or a person (by a record's number) on a channel. */
export type OutboundTarget =
  | { readonly conversationId: ConversationId }
  | { readonly recordId: RecordId; readonly e164: string; readonly channelId: ChannelId };

/** Throws AppError `not-found`, `forbidden`, or `invalid-input` where WhatsApp has no way to the person. */
export function resolveThread(db: WriteHandle, target: OutboundTarget, me: User): OutboundThread {
  return 'conversationId' in target
    ? resolveConversation(db, target.conversationId, me)
    : resolveNumber(db, target, me);
}

export function resolveConversation(
  db: WriteHandle,
  conversationId: ConversationId,
  me: User,
): OutboundThread {
  const { personKey, channelId } = getStoredConversation(db, conversationId);
  const channel = getSendingChannel(db, channelId, me);
  const addressee = findAddressee(db, personKey);
  if (addressee === undefined) {
    throw new AppError('invalid-input', 'Neither a number nor a WhatsApp id of this person is known.');
  }
  return { conversationId, personKey, channel, addressee };
}

type NumberTarget = Extract<OutboundTarget, { recordId: RecordId }>;

function resolveNumber(
  db: WriteHandle,
  { recordId, e164, channelId }: NumberTarget,
  me: User,
): OutboundThread {
  const channel = getSendingChannel(db, channelId, me);
  if (!getRecord(db, recordId).phones.some((phone) => phone.e164 === e164)) {
    throw new AppError('invalid-input', 'This number is no longer on the record. Open the record again.');
  }
  const existing = findOwnThread(db, personKeyForNumber(e164), channelId, me);
  if (existing !== undefined) return resolveConversation(db, existing, me);
  const personKey = personKeyForNumber(e164);
  // So that the thread keeps its number even if the record loses it.
  learnWaId(db, personKey, e164.replace(/\D/g, ''));
  const conversationId = findFreeId(db, { channelId, personKey, ownerUserId: me.id });
  return { conversationId, personKey, channel, addressee: { to: e164 } };
}

const IS_TAKEN = `
  SELECT EXISTS (
    SELECT 1 FROM conversations WHERE id = :id AND owner_user_id IS NOT NULL
    UNION ALL SELECT 1 FROM lost_conversations WHERE id = :id) AS taken`;

/** The next id of one's own: a conversation that went to a colleague took its id along. */
function findFreeId(
  db: WriteHandle,
  thread: Omit<Parameters<typeof conversationIdFor>[0], 'turn'>,
): ConversationId {
  for (let turn = 0; ; turn += 1) {
    const id = conversationIdFor({ ...thread, turn });
    if (findRow<{ taken: number }>(db, IS_TAKEN, { id })?.taken === 0) return id;
  }
}

const OWN_THREAD = `
  SELECT id FROM conversations
  WHERE channel_id = :channelId AND +owner_user_id = :me AND person_key IN (${KEYS_OF_PERSON})
  ORDER BY activity_at DESC, id LIMIT 1`;

/** A consultant has one thread with a person on a channel, also where it was taken over or hangs on a user id. */
function findOwnThread(
  db: WriteHandle,
  personKey: PersonKey,
  channelId: ChannelId,
  me: User,
): ConversationId | undefined {
  return findRow<{ id: ConversationId }>(db, OWN_THREAD, { personKey, channelId, me: me.id })?.id;
}
