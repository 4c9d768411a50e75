import { parse as parseUuid, v5 as uuidv5 } from 'uuid';
import { z } from 'zod';

const id = z.string().min(1).max(200);

/** The CRM's own identifier of a Candidate or Contact. Opaque. */
export const recordIdSchema = id.brand<'RecordId'>();
/** Names a person across number formats; see `personKeyForPhone`. Holds no readable number, so it may be logged. */
export const personKeySchema = id.brand<'PersonKey'>();
/** One consultant's thread with one person on one channel. */
export const conversationIdSchema = id.brand<'ConversationId'>();
/** Our own id of a message: a version 7 UUID for what we send, derived from Meta's id for what we receive. */
export const messageIdSchema = id.brand<'MessageId'>();
/** A WhatsApp business number. Its value is Meta's phone number id, treated as opaque. */
export const channelIdSchema = id.brand<'ChannelId'>();
export const userIdSchema = id.brand<'UserId'>();
export const deviceIdSchema = id.brand<'DeviceId'>();
export const teamIdSchema = id.brand<'TeamId'>();
/** A template in one language. Its value is Meta's template id. */
export const templateIdSchema = id.brand<'TemplateId'>();

export type RecordId = z.infer<typeof recordIdSchema>;
export type PersonKey = z.infer<typeof personKeySchema>;
export type ConversationId = z.infer<typeof conversationIdSchema>;
export type MessageId = z.infer<typeof messageIdSchema>;
export type ChannelId = z.infer<typeof channelIdSchema>;
export type UserId = z.infer<typeof userIdSchema>;
export type DeviceId = z.infer<typeof deviceIdSchema>;
export type TeamId = z.infer<typeof teamIdSchema>;
export type TemplateId = z.infer<typeof templateIdSchema>;

/** Frozen: changing it would split every person and conversation in two. */
const NAMESPACE = parseUuid('6f1c2b7e-3a54-4c0e-9a6d-5f0e8b1d4c21');

/**
 * The person behind a canonical number (digits without plus, after `canonicalPhoneDigits`). Every desktop and the relay
 * compute the same key without asking each other, so a conversation can be begun offline.
 */
export function personKeyForPhone(canonicalDigits: string): PersonKey {
  return uuidv5(`phone:${canonicalDigits}`, NAMESPACE) as PersonKey;
}

/** The person behind a business-scoped user id, for people whose number Meta does not tell. */
export function personKeyForBsuid(bsuid: string): PersonKey {
  return uuidv5(`bsuid:${bsuid}`, NAMESPACE) as PersonKey;
}

/**
 * The thread of one owner (or of nobody yet) with a person on a channel: the same id wherever it is computed. Its id
 * stays when it changes hands; the next that its first owner begins with this person has the `turn` 1, and so on.
 */
export function conversationIdFor(thread: {
  readonly channelId: ChannelId;
  readonly personKey: PersonKey;
  readonly ownerUserId: UserId | undefined;
  readonly turn?: number;
}): ConversationId {
  const name = thread.ownerUserId ?? 'unassigned';
  const owner = thread.turn === undefined || thread.turn === 0 ? name : `${name}:${thread.turn}`;
  return uuidv5(`conversation:${thread.channelId}:${thread.personKey}:${owner}`, NAMESPACE) as ConversationId;
}

/**
 * The id of a record that is made in the client, for the person of a conversation. The same words make the same id, so that
 * asking again after an answer that was lost makes one record. No id of a CRM looks like it.
 */
export function newRecordId(conversationId: ConversationId, words: readonly string[]): RecordId {
  return `cm-${uuidv5(JSON.stringify(['record', conversationId, ...words]), NAMESPACE)}` as RecordId;
}

/** Our id for a message that came from Meta: repeated webhooks give the same one. */
export function messageIdForWamid(wamid: string): MessageId {
  return uuidv5(`wamid:${wamid}`, NAMESPACE) as MessageId;
}
