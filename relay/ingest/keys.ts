import type {
  ChannelId,
  ConversationId,
  MessageId,
  PersonKey,
  RecordId,
  TemplateId,
} from '../../shared/domain/ids.ts';
import type { Consent } from '../../shared/protocol/events.ts';
import { messageIdOf, phoneDigitsOf } from './derived-ids.ts';

/* The names of facts in the log. Frozen: a changed name would let a fact enter twice. */

export const receivedKey = (wamid: string) => `received:${messageIdOf(wamid)}`;
export const statusKey = (wamid: string, status: string) => `status:${messageIdOf(wamid)}:${status}`;
export const sentKey = (messageId: MessageId | string) => `sent:${messageId}`;
export const personEntryKey = (key: PersonKey) => `person:${key}`;
export const conversationEntryKey = (id: ConversationId) => `conversation:${id}`;
export const consentKey = (key: PersonKey) => `consent:${key}`;
export const consentChangeKey = ({ personKey, at, hasOptedOut, source, messageId }: Consent) =>
  `consent-change:${personKey}:${messageId ?? `${source}:${at}`}:${hasOptedOut ? 'stop' : 'start'}`;
export const channelKey = (id: ChannelId | string) => `channel:${id}`;
export const templateKey = (id: TemplateId | string) => `template:${id}`;
export const templateChangeKey = (id: TemplateId | string) => `template-change:${id}`;
export const mappingKey = (id: TemplateId) => `template-mapping:${id}`;
export const userKey = (id: string) => `user:${id}`;
export const teamKey = (id: string) => `team:${id}`;
/** What a user was told of whose conversations they may see. */
export const accessKey = (userId: string) => `access:${userId}`;
/** How far a user has read a conversation. */
export const readMarkKey = (userId: string, id: ConversationId) => `read-mark:${userId}:${id}`;
/** A user's canned reply, or the agency's. */
export const cannedReplyKey = (userId: string | undefined, id: string) =>
  `canned-reply:${userId === undefined ? 'agency' : `user:${userId}`}:${id}`;
export const settingKey = (name: string) => `setting:${name}`;
export const recordKey = (id: string) => `record:${id}`;
export const recordLinkKey = (id: RecordId) => `record-link:${id}`;
/** The file of a message on a record. */
export const recordFileKey = (recordId: RecordId, messageId: MessageId) =>
  `${recordFilesPrefix(recordId)}${messageId}`;
/** Of all that were filed on it; a record's id may hold any letter, so its length ends it. */
export const recordFilesPrefix = (id: RecordId) => `record-file:${id.length}:${id}:`;
export const mediaKey = (id: MessageId) => `media:${id}`;
export const COSTS_KEY = 'costs';
export const COMPANY_KEY = 'company';
/** From when on messages are kept. */
export const HORIZON_KEY = 'history-horizon';

/** Identities as the index names them. */
export const phoneIdentity = (digits: string) => `phone:${phoneDigitsOf(digits)}`;
export const bsuidIdentity = (bsuid: string) => `bsuid:${bsuid}`;
