import { z } from 'zod';
import {
  channelIdSchema,
  conversationIdSchema,
  messageIdSchema,
  personKeySchema,
  recordIdSchema,
  userIdSchema,
} from '../domain/ids.ts';
import { messageContentSchema, renderedTemplateSchema } from '../domain/message-content.ts';
import { messageStatusSchema, sendFailureSchema } from '../domain/message-status.ts';
import { MANAGED_PREFERENCES, preferencesSchema } from '../domain/preferences.ts';
import { recordKindSchema, recordPhoneSchema, recordSchema } from '../domain/record.ts';
import { variableMappingSchema } from '../domain/template-mapping.ts';
import { costTableSchema } from '../domain/cost-table.ts';
import { templateSchema } from '../domain/template.ts';
import { channelSchema, pricingSchema, userSchema } from '../protocol/events.ts';

/* What the window is shown: no secret, no SQL row. Times are epoch ms. */

export const connectionSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('signed-out') }),
  z.object({ state: z.literal('connecting') }),
  z.object({ state: z.literal('offline'), since: z.number().int(), reason: z.string() }),
  z.object({ state: z.literal('catching-up'), done: z.number().int(), total: z.number().int() }),
  z.object({ state: z.literal('online') }),
  /** The relay refused this desktop (token revoked) or speaks a protocol that this version does not. */
  z.object({
    state: z.literal('refused'),
    reason: z.string(),
    /** A newer version of this app is what helps; the same desktop is welcome again with it. */
    isTooOld: z.boolean().optional(),
  }),
]);
export type Connection = z.infer<typeof connectionSchema>;

/** What a window shows, as far as it is worth finding again after a crash. Ids only: it lies outside the database. */
export const openPlaceSchema = z.strictObject({
  place: z.enum(['records', 'inbox', 'settings']),
  recordId: recordIdSchema.optional(),
  recordTab: z.enum(['details', 'whatsapp', 'files', 'history']),
  /** The chat beside each of the two lists. */
  chats: z.strictObject({
    records: conversationIdSchema.optional(),
    inbox: conversationIdSchema.optional(),
  }),
});
export type OpenPlace = z.infer<typeof openPlaceSchema>;

/** Whether a desk was unlocked, and what stands in the way. */
export const unlockAnswerSchema = z.object({ isUnlocked: z.boolean(), problem: z.string().optional() });
export type UnlockAnswer = z.infer<typeof unlockAnswerSchema>;

/** Everything a window needs to paint its frame. Later change sets have a higher revision. */
export const snapshotSchema = z.object({
  revision: z.number().int(),
  appVersion: z.string(),
  /** The data of this computer is being opened, which the system may ask the user to allow. */
  isOpening: z.boolean(),
  agencyName: z.string(),
  user: userSchema.optional(),
  connection: connectionSchema,
  /** Active channels this user may send on, own number first. Empty: WhatsApp is not set up. */
  channels: z.array(channelSchema),
  unreadCount: z.number().int(),
  /** Set when something at start needs the user's eye (for example, the keychain is not available). */
  notices: z.array(
    z.object({ id: z.string(), severity: z.enum(['info', 'warning', 'error']), text: z.string() }),
  ),
  preferences: preferencesSchema,
  /** What an administrator has settled for this desktop, which the user cannot change. */
  managed: z.object({
    relayUrl: z.string().optional(),
    agencyName: z.string().optional(),
    preferences: z.array(z.enum(MANAGED_PREFERENCES)),
    /** Whether, or from where, this installation updates itself. */
    areUpdatesSettled: z.boolean(),
  }),
  /** A link from outside asks to connect this desktop. Nothing of it is true before the user has agreed. */
  connectLink: z
    .object({ relayUrl: z.string(), code: z.string(), agencyName: z.string().optional() })
    .optional(),
  /** The network's proxy wants a name and a password; `wasRefused`: it did not accept the ones that were given. */
  proxyQuestion: z.object({ id: z.int(), proxy: z.string(), wasRefused: z.boolean() }).optional(),
  /** A newer version is fetched and verified, and waits to be put in place. */
  update: z.object({ version: z.string(), notes: z.string() }).optional(),
  /** This version has come by an update, and the user has not seen yet what is new in it. */
  updateNews: z.object({ version: z.string(), notes: z.string() }).optional(),
  /** Whether this installation keeps itself up to date; else an administrator brings the new versions. */
  updatesItself: z.boolean(),
  /** Whether the system can start the app when the user logs in. */
  canLaunchAtLogin: z.boolean(),
  /** Where this desktop locks when nobody uses it: how it stands. A locked one tells nothing else. */
  lock: z.object({ isLocked: z.boolean(), needsPin: z.boolean(), canAskSystem: z.boolean() }).optional(),
  /** What was open when the window or the app went down. */
  lastPlace: openPlaceSchema.optional(),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

export const recordRowSchema = z.object({
  id: recordIdSchema,
  kind: recordKindSchema,
  name: z.string(),
  jobTitle: z.string(),
  company: z.string(),
  location: z.string(),
  status: z.string(),
  phones: z.array(recordPhoneSchema),
  hasOptedOut: z.boolean(),
  unreadCount: z.number().int(),
});
export type RecordRow = z.infer<typeof recordRowSchema>;

export const recordDetailsSchema = z.object({
  record: recordSchema,
  name: z.string(),
  /** One entry for each phone that is a number, with the person behind it. */
  people: z.array(
    z.object({
      personKey: personKeySchema,
      e164: z.string(),
      label: z.string(),
      hasOptedOut: z.boolean(),
      optedOutAt: z.number().int().optional(),
      /** Other records with the same number. */
      sharedWith: z.array(z.object({ recordId: recordIdSchema, name: z.string() })),
    }),
  ),
  /** People whom consultants put on the record: no number of it finds them. */
  linkedPeople: z.array(
    z.object({
      personKey: personKeySchema,
      /** What they call themselves on WhatsApp, else their number or username. */
      name: z.string(),
      hasOptedOut: z.boolean(),
      optedOutAt: z.number().int().optional(),
      /** Their last conversation that the user sees. */
      conversationId: conversationIdSchema.optional(),
    }),
  ),
});
export type RecordDetails = z.infer<typeof recordDetailsSchema>;

/** Who holds a conversation. */
export const ownerSchema = z.object({ userId: userIdSchema, displayName: z.string() });
export type Owner = z.infer<typeof ownerSchema>;

/** A line of the conversation table and of the inbox. */
export const conversationRowSchema = z.object({
  id: conversationIdSchema,
  personKey: personKeySchema,
  /** The record's name if one matches, else the WhatsApp name, else the number. */
  personName: z.string(),
  recordIds: z.array(recordIdSchema),
  owner: ownerSchema.optional(),
  channel: z.object({ id: channelIdSchema, kind: z.enum(['company', 'own']), name: z.string() }),
  lastMessage: z
    .object({
      text: z.string(),
      at: z.number().int(),
      isInbound: z.boolean(),
      type: z.string(),
      status: messageStatusSchema.optional(),
    })
    .optional(),
  windowClosesAt: z.number().int().optional(),
  unreadCount: z.number().int(),
  hasDraft: z.boolean(),
  /** By this user, on this desktop. */
  isPinned: z.boolean(),
});
export type ConversationRow = z.infer<typeof conversationRowSchema>;

export const conversationDetailsSchema = conversationRowSchema.extend({
  /** What the person calls themselves on WhatsApp, where it tells. */
  profileName: z.string().optional(),
  /** Formatted for reading; absent for a person with a username and no number. */
  phoneNumber: z.string().optional(),
  username: z.string().optional(),
  hasOptedOut: z.boolean(),
  optedOutAt: z.number().int().optional(),
  /** False where the user cannot send here: a colleague's own number, or a channel that is gone. */
  canSend: z.boolean(),
  cannotSendReason: z.string().optional(),
  draft: z.string(),
  /** First message that was unread when the conversation was opened. */
  firstUnreadMessageId: messageIdSchema.optional(),
  /** What was said before is no longer kept by the agency. Absent where the whole conversation is here. */
  keptSince: z.number().int().optional(),
});
export type ConversationDetails = z.infer<typeof conversationDetailsSchema>;

/**
 * The file of a message, as far as this computer is with it. `waiting`: it is fetched by itself. `here`: it can be shown,
 * saved, opened. `away`: the relay has it, and it is fetched when somebody asks. `expired`: nobody has it any more.
 * `failed`: what was handed out is not the file. `elsewhere`: another computer has it.
 */
export const fileViewSchema = z.object({
  state: z.enum(['waiting', 'here', 'away', 'expired', 'failed', 'elsewhere']),
  /** Made safe for every file system. */
  fileName: z.string(),
  /** Bytes, where it is known. */
  size: z.number().int().optional(),
  /** Why it is not here, in a sentence. */
  problem: z.string().optional(),
  /** It is being sent, and Meta does not have it yet; `problem` says what delays it. */
  isUploading: z.literal(true).optional(),
  /** The records on which it is; absent where it is on none. */
  filedOn: z.array(recordIdSchema).optional(),
});
export type FileView = z.infer<typeof fileViewSchema>;

/** A file in the tray of a composer that is ready to be sent. */
export const attachedFileSchema = z.object({
  attachmentId: z.string(),
  kind: z.enum(['image', 'video', 'audio', 'document']),
  fileName: z.string(),
  mimeType: z.string(),
  size: z.number().int(),
});

/** What became of a file that the user attached: it is ready to be sent, or WhatsApp does not take it. */
export const stagedFileSchema = z.discriminatedUnion('ok', [
  attachedFileSchema.extend({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), fileName: z.string(), problem: z.string() }),
]);
export type StagedFile = z.infer<typeof stagedFileSchema>;

/** A message that was found. */
export const messageHitSchema = z.object({
  messageId: messageIdSchema,
  conversationId: conversationIdSchema,
  at: z.number().int(),
  personName: z.string(),
  /** The colleague; absent: the person wrote it. */
  sentBy: z.string().optional(),
  /** One line in which what was asked for stands (find-text.ts marks it). */
  excerpt: z.string(),
});
export type MessageHit = z.infer<typeof messageHitSchema>;

export const messageViewSchema = z.object({
  id: messageIdSchema,
  conversationId: conversationIdSchema,
  isInbound: z.boolean(),
  /** Which colleague sent it; outbound only. */
  sentBy: z.object({ userId: userIdSchema, displayName: z.string() }).optional(),
  at: z.number().int(),
  /** Place in the conversation: total order, stable under late arrivals. Opaque; used for paging. */
  sortKey: z.string(),
  content: messageContentSchema,
  status: messageStatusSchema.optional(),
  failure: sendFailureSchema.optional(),
  /** It waits on this desktop, and since then the 24 hours are over: not sent unless the person writes again. */
  lapsedAt: z.number().int().optional(),
  /** When each status was reached. */
  statusTimes: z.partialRecord(messageStatusSchema, z.number().int()),
  quoted: z
    .object({ messageId: messageIdSchema.optional(), author: z.string(), text: z.string() })
    .optional(),
  retryOfMessageId: messageIdSchema.optional(),
  file: fileViewSchema.optional(),
  /** The newest of each side. */
  reactions: z.array(
    z.object({
      emoji: z.string(),
      isInbound: z.boolean(),
      /** Which colleague; outbound only. */
      by: z.string().optional(),
      status: messageStatusSchema.optional(),
    }),
  ),
  /** What it said before its author changed it, oldest first; `content` is how it reads now. */
  earlier: z.array(z.object({ text: z.string(), at: z.number().int() })).optional(),
  /** When its author deleted it on WhatsApp. What it said is kept. */
  deletedAt: z.number().int().optional(),
});
export type MessageView = z.infer<typeof messageViewSchema>;

/** What stands behind a message, beside what its bubble shows. */
export const messageInfoSchema = z.object({
  messageId: messageIdSchema,
  /** Meta's id; absent until it has accepted the message. */
  wamid: z.string().optional(),
  channel: z.object({ kind: z.enum(['company', 'own']), name: z.string(), phoneNumber: z.string() }),
  /** As what Meta charged it. */
  pricing: pricingSchema.optional(),
  /** By the agency's table of costs. `asOf`: when it was entered, epoch ms; absent while it is the one that comes with the app. */
  estimate: z.object({ pence: z.number(), asOf: z.number().int().optional() }).optional(),
  /** The newest message that repeats this one. */
  retriedByMessageId: messageIdSchema.optional(),
});
export type MessageInfo = z.infer<typeof messageInfoSchema>;

export const historyEntrySchema = z.object({
  messageId: messageIdSchema,
  conversationId: conversationIdSchema,
  at: z.number().int(),
  isInbound: z.boolean(),
  /** The consultant for outbound; the person for inbound. */
  by: z.string(),
  channelName: z.string(),
  kind: z.string(),
  text: z.string(),
  outcome: messageStatusSchema.optional(),
  failure: sendFailureSchema.optional(),
  templateName: z.string().optional(),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

export const templateRowSchema = z.object({
  template: templateSchema,
  /** Why it cannot be sent; absent when it can. */
  notSendableReason: z.string().optional(),
  /** What each variable is filled with. */
  mapping: z.array(variableMappingSchema),
  /** An administrator chose it; otherwise it is the suggestion. */
  isMapped: z.boolean(),
  /** The template has other variables at Meta than when the administrator chose. */
  isMappingStale: z.boolean(),
});
export type TemplateRow = z.infer<typeof templateRowSchema>;

export const preparedTemplateSchema = z.object({
  template: templateSchema,
  variables: z.array(
    z.object({
      key: z.string(),
      place: z.enum(['header', 'body', 'button']),
      name: z.string(),
      buttonIndex: z.number().int().optional(),
      mergeCode: z.string().optional(),
      value: z.string(),
      isFallback: z.boolean(),
    }),
  ),
  rendered: renderedTemplateSchema,
  /** What it would cost: the table, and the country of the conversation's person where its number tells one. */
  costs: z.object({
    rates: costTableSchema,
    asOf: z.number().int().optional(),
    country: z.string().optional(),
  }),
});
export type PreparedTemplate = z.infer<typeof preparedTemplateSchema>;

/** An unread reply in the bell's list. */
export const replyNoticeSchema = z.object({
  conversationId: conversationIdSchema,
  messageId: messageIdSchema,
  personName: z.string(),
  channelName: z.string(),
  text: z.string(),
  at: z.number().int(),
  unreadCount: z.number().int(),
});
export type ReplyNotice = z.infer<typeof replyNoticeSchema>;
