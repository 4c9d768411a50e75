import { z } from 'zod';
import {
  channelIdSchema,
  conversationIdSchema,
  messageIdSchema,
  type PersonKey,
  personKeySchema,
  type RecordId,
  recordIdSchema,
  teamIdSchema,
  userIdSchema,
} from '../domain/ids.ts';
import { messageContentSchema } from '../domain/message-content.ts';
import { messageStatusSchema, sendFailureSchema } from '../domain/message-status.ts';
import { cannedReplySchema } from '../domain/canned-reply.ts';
import { readMarkSchema } from '../domain/read-mark.ts';
import { recordSchema } from '../domain/record.ts';
import { costTableSchema } from '../domain/cost-table.ts';
import { templateMappingSchema } from '../domain/template-mapping.ts';
import { templateSchema } from '../domain/template.ts';
import { recordFileSchema } from './record-files.ts';

/** Whom a thread is with. Any identity may be missing, never all of them. */
export const personSchema = z.object({
  key: personKeySchema,
  /** Digits as Meta sends them, without plus. */
  waId: z.string().optional(),
  bsuid: z.string().optional(),
  username: z.string().optional(),
  /** The name that the person chose on WhatsApp. */
  profileName: z.string().optional(),
  /** Earlier BSUIDs and numbers, kept when Meta says that they changed. */
  aliases: z.array(z.string()).default([]),
});
export type Person = z.infer<typeof personSchema>;

export const userSchema = z.object({
  id: userIdSchema,
  username: z.string(),
  displayName: z.string(),
  email: z.string().default(''),
  role: z.enum(['consultant', 'administrator']),
  /** Colleagues of one team see each other's conversations where the agency has chosen so. */
  teamId: teamIdSchema.optional(),
  isActive: z.boolean().default(true),
});
export type User = z.infer<typeof userSchema>;

export const channelSchema = z.object({
  id: channelIdSchema,
  kind: z.enum(['company', 'own']),
  /** Whose number it is; absent for the company's. */
  ownerUserId: userIdSchema.optional(),
  wabaId: z.string(),
  /** "Agency number" or what the user called it. */
  name: z.string(),
  /** E.164 with plus. */
  phoneNumber: z.string(),
  quality: z.enum(['green', 'yellow', 'red', 'unknown']).default('unknown'),
  /** Unique people who may be reached outside a window in rolling 24 hours; absent where Meta says unlimited. */
  messagingLimit: z.number().int().optional(),
  /** What Meta forbids or threatens on its account, in sentences; `at` and `until` are epoch ms. */
  restriction: z
    .object({ sentence: z.string(), at: z.number().int(), until: z.number().int().optional() })
    .optional(),
  isActive: z.boolean().default(true),
});
export type Channel = z.infer<typeof channelSchema>;

export const conversationSchema = z.object({
  id: conversationIdSchema,
  personKey: personKeySchema,
  channelId: channelIdSchema,
  /** Absent: unassigned, any consultant may take it. */
  ownerUserId: userIdSchema.optional(),
  createdAt: z.number().int(),
});
export type Conversation = z.infer<typeof conversationSchema>;

export const receivedMessageSchema = z.object({
  messageId: messageIdSchema,
  conversationId: conversationIdSchema,
  personKey: personKeySchema,
  channelId: channelIdSchema,
  wamid: z.string(),
  /** Meta's time of the message, epoch ms. */
  at: z.number().int(),
  content: messageContentSchema,
  quotedWamid: z.string().optional(),
});
export type ReceivedMessage = z.infer<typeof receivedMessageSchema>;

/**
 * The file of a message on the company's number, sent or received, which the relay fetches and keeps. `GET /v1/media/:messageId`
 * hands it out once it is `ready`. `waiting`: not here yet, it is tried again. `expired`: Meta or the relay no longer has
 * it. `failed`: it will not come.
 */
export const mediaFileSchema = z.object({
  messageId: messageIdSchema,
  conversationId: conversationIdSchema,
  personKey: personKeySchema,
  channelId: channelIdSchema,
  state: z.enum(['waiting', 'ready', 'expired', 'failed']),
  /** Under which it can be saved anywhere. */
  fileName: z.string(),
  mimeType: z.string(),
  /** Bytes; when ready. */
  size: z.number().int().optional(),
  /** Hex; when ready. */
  sha256: z.string().optional(),
  /** Why it is not here, in a sentence. */
  problem: z.string().optional(),
  /** When the state was reached, epoch ms. */
  at: z.number().int(),
});
export type MediaFile = z.infer<typeof mediaFileSchema>;

/** An outbound message as far as its sender knows it. Published again when that changes; the status only ever advances. */
export const sentMessageSchema = z.object({
  messageId: messageIdSchema,
  conversationId: conversationIdSchema,
  personKey: personKeySchema,
  channelId: channelIdSchema,
  consultantUserId: userIdSchema,
  /** When the consultant pressed Send, epoch ms. */
  at: z.number().int(),
  content: messageContentSchema,
  quotedWamid: z.string().optional(),
  /** The failed or unconfirmed message that this one repeats. */
  retryOfMessageId: messageIdSchema.optional(),
  wamid: z.string().optional(),
  status: messageStatusSchema,
  failure: sendFailureSchema.optional(),
  /** When `status` was reached, epoch ms. */
  statusAt: z.number().int(),
});
export type SentMessage = z.infer<typeof sentMessageSchema>;

/** What Meta says a message is charged as. It names no amount. */
export const pricingSchema = z.object({
  category: z.string(),
  /** `regular`, or `free_…`. */
  type: z.string(),
  isBillable: z.boolean().optional(),
});
export type Pricing = z.infer<typeof pricingSchema>;

export const statusReportSchema = z.object({
  wamid: z.string(),
  /** Our id, if Meta echoed the callback data. */
  messageId: messageIdSchema.optional(),
  /** Known when the relay knows the message; a reader must not rely on it. */
  conversationId: conversationIdSchema.optional(),
  personKey: personKeySchema.optional(),
  channelId: channelIdSchema,
  status: messageStatusSchema,
  at: z.number().int(),
  failure: sendFailureSchema.optional(),
  pricing: pricingSchema.optional(),
});
export type StatusReport = z.infer<typeof statusReportSchema>;

/** A request to stop, or to start again. While `hasOptedOut`, nobody may send this person a template. */
export const consentSchema = z.object({
  personKey: personKeySchema,
  hasOptedOut: z.boolean(),
  at: z.number().int(),
  source: z.enum(['message', 'button', 'preference', 'meta-refusal', 'consultant']),
  /** The message that asked for it, when there was one. */
  messageId: messageIdSchema.optional(),
});
export type Consent = z.infer<typeof consentSchema>;

/** What a template webhook may say without describing the whole template. */
export const templateChangeSchema = z.union([
  z.object({ template: templateSchema }),
  z.object({
    change: templateSchema
      .pick({ id: true, wabaId: true, name: true, language: true, syncedAt: true })
      .extend({
        status: templateSchema.shape.status.optional(),
        category: templateSchema.shape.category.optional(),
        quality: z.enum(['green', 'yellow', 'red', 'unknown']).optional(),
        rejectedReason: z.string().optional(),
      }),
  }),
]);

/** What an administrator mapped a template's variables to. Without variables: the choice was taken back. */
export const templateMappedSchema = templateMappingSchema.partial({ variables: true });

/**
 * Whose conversations the addressed user may see, beside the user's own and those that nobody owns. `since` is the
 * version from which on they have been seen without a break: another one than a desktop knows means that entries are
 * missing there. A user to whom this was never said sees everyone's since version 0.
 */
export const accessSchema = z.object({
  userId: userIdSchema,
  version: z.number().int().nonnegative(),
  everyoneSince: z.number().int().nonnegative().optional(),
  owners: z.array(z.object({ userId: userIdSchema, since: z.number().int().nonnegative() })),
});
export type Access = z.infer<typeof accessSchema>;

/**
 * A conversation changed hands, and with it whether this user may see it. `lost`: forget it. `gained`: its entries before
 * this one are to be fetched (`POST /v1/events/backfill`).
 */
export const conversationAccessSchema = z.object({
  conversationId: conversationIdSchema,
  access: z.enum(['lost', 'gained']),
});
export type ConversationAccess = z.infer<typeof conversationAccessSchema>;

/**
 * The agency keeps messages for so long: those from before `before` (by their own time) are gone from the relay, and are to
 * go everywhere. What waits to be sent or is unconfirmed stays until its fate is known. Never steps back.
 */
export const historyTrimmedSchema = z.object({ before: z.number().int().nonnegative() });

/**
 * The people whom consultants have put on a record by hand, beside those of its numbers: all of them, each time. Somebody
 * with a username has no number by which a record would be found.
 */
export const recordLinkSchema = z.object({ recordId: recordIdSchema, personKeys: z.array(personKeySchema) });
export type RecordLink = {
  readonly recordId: RecordId;
  readonly personKeys: readonly PersonKey[];
};

const envelope = {
  seq: z.number().int().positive(),
  /** Unique: the same fact never enters the log twice. */
  id: z.string(),
  at: z.number().int(),
};

/** One entry of the relay's log, as a desktop reads it. */
export const logEventSchema = z.discriminatedUnion('kind', [
  z.object({ ...envelope, kind: z.literal('message.received'), body: receivedMessageSchema }),
  z.object({ ...envelope, kind: z.literal('message.sent'), body: sentMessageSchema }),
  z.object({ ...envelope, kind: z.literal('message.status'), body: statusReportSchema }),
  z.object({ ...envelope, kind: z.literal('media.changed'), body: mediaFileSchema }),
  z.object({ ...envelope, kind: z.literal('conversation.changed'), body: conversationSchema }),
  z.object({ ...envelope, kind: z.literal('person.changed'), body: personSchema }),
  z.object({ ...envelope, kind: z.literal('record.upserted'), body: recordSchema }),
  z.object({ ...envelope, kind: z.literal('record.erased'), body: z.object({ recordId: recordIdSchema }) }),
  z.object({ ...envelope, kind: z.literal('record.linked'), body: recordLinkSchema }),
  z.object({ ...envelope, kind: z.literal('record.file'), body: recordFileSchema }),
  z.object({ ...envelope, kind: z.literal('consent.changed'), body: consentSchema }),
  z.object({ ...envelope, kind: z.literal('template.changed'), body: templateChangeSchema }),
  z.object({ ...envelope, kind: z.literal('template.mapped'), body: templateMappedSchema }),
  z.object({ ...envelope, kind: z.literal('costs.changed'), body: z.object({ rates: costTableSchema }) }),
  z.object({ ...envelope, kind: z.literal('channel.changed'), body: channelSchema }),
  z.object({ ...envelope, kind: z.literal('user.changed'), body: userSchema }),
  z.object({ ...envelope, kind: z.literal('history.trimmed'), body: historyTrimmedSchema }),
  /** Told to the user whose it is; the agency's to everybody. Without words it was removed. */
  z.object({
    ...envelope,
    kind: z.literal('canned-reply.changed'),
    body: cannedReplySchema.partial({ name: true, text: true }),
  }),
  /** Told to the user whose mark it is, and to nobody else. */
  z.object({ ...envelope, kind: z.literal('read-mark.changed'), body: readMarkSchema }),
  z.object({ ...envelope, kind: z.literal('access.changed'), body: accessSchema }),
  z.object({ ...envelope, kind: z.literal('conversation.access'), body: conversationAccessSchema }),
]);
export type LogEvent = z.infer<typeof logEventSchema>;
export type LogEventKind = LogEvent['kind'];

/**
 * An entry before it is understood. A desktop that meets a kind or a body it does not know keeps it, marked, and goes on:
 * a newer relay must not stop an older desktop.
 */
export const rawEventSchema = z.object({ ...envelope, kind: z.string(), body: z.unknown() });
export type RawEvent = z.infer<typeof rawEventSchema>;
