import { z } from 'zod';
import {
  channelIdSchema,
  conversationIdSchema,
  messageIdSchema,
  recordIdSchema,
  templateIdSchema,
} from '../domain/ids.ts';
import { MOST_FILES_AT_ONCE } from '../domain/outbound-files.ts';
import { messageStatusSchema } from '../domain/message-status.ts';
import { messagingUsageSchema } from '../protocol/http.ts';
import { done, none } from './empty.ts';
import { messageInfoSchema } from './views.ts';

const cardSchema = z.union([
  z.strictObject({
    type: z.literal('location'),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    name: z.string().max(200).optional(),
    address: z.string().max(500).optional(),
  }),
  z.strictObject({
    type: z.literal('contacts'),
    contacts: z
      .array(
        z.strictObject({
          name: z.string().max(200),
          phones: z.array(z.string().max(40)).max(5),
          emails: z.array(z.string().max(200)).max(5),
        }),
      )
      .length(1),
  }),
]);
/** Meta's templates have a few variables; a record alone has no end. */
const templateValues = z
  .record(z.string().max(100), z.string().max(4_096))
  .refine((values) => Object.keys(values).length <= 100, 'There are more values than a template has.');

/** What a consultant does with messages; see contract.ts. */
export const messageCalls = {
  'messages:send-text': {
    input: z.strictObject({
      conversationId: conversationIdSchema,
      text: z.string().min(1).max(4_096),
      quotedMessageId: messageIdSchema.optional(),
    }),
    output: z.object({ messageId: messageIdSchema }),
  },
  /** One message for each file, in this order. What was staged is gone from the tray when this answers. */
  'messages:send-files': {
    input: z.strictObject({
      conversationId: conversationIdSchema,
      files: z
        .array(z.strictObject({ attachmentId: z.string().max(100), caption: z.string().max(1_024) }))
        .min(1)
        .max(MOST_FILES_AT_ONCE),
    }),
    output: done,
  },
  'messages:send-template': {
    input: z.strictObject({
      /** An existing thread, or a person (by a record's number) on a channel. */
      target: z.union([
        z.strictObject({ conversationId: conversationIdSchema }),
        z.strictObject({ recordId: recordIdSchema, e164: z.string().max(20), channelId: channelIdSchema }),
      ]),
      templateId: templateIdSchema,
      values: templateValues,
      /** The file at its top, where the template has one. */
      attachmentId: z.string().max(100).optional(),
    }),
    output: z.object({ messageId: messageIdSchema, conversationId: conversationIdSchema }),
  },
  /** A new message linked to the old one. Refused where a repeat cannot help. */
  'messages:retry': {
    input: z.strictObject({ messageId: messageIdSchema }),
    output: z.object({ messageId: messageIdSchema }),
  },
  /**
   * Takes back a message whose 24 hours ended before it could go out. With `keepsText` its text is added to the draft,
   * which is answered. Throws `conflict` when it is on its way after all.
   */
  'messages:withdraw': {
    input: z.strictObject({ messageId: messageIdSchema, keepsText: z.boolean() }),
    output: z.object({ draft: z.string().optional() }),
  },
  /**
   * Whether anything new is known of a message. Meta cannot be asked what became of a send: it reports by webhook, so the
   * relay is asked whether this desktop has heard all of it.
   */
  'messages:check': {
    input: z.strictObject({ messageId: messageIdSchema }),
    output: z.object({ status: messageStatusSchema, isUpToDate: z.boolean(), waitedMs: z.number().int() }),
  },
  /** One's own reaction to a message, in place of the one that there was; without an emoji it is taken back. */
  'messages:react': {
    input: z.strictObject({
      conversationId: conversationIdSchema,
      targetMessageId: messageIdSchema,
      emoji: z.string().min(1).max(40).optional(),
    }),
    output: z.object({ messageId: messageIdSchema }),
  },
  /** A location, or somebody's contact card. */
  'messages:send-card': {
    input: z.strictObject({ conversationId: conversationIdSchema, card: cardSchema }),
    output: z.object({ messageId: messageIdSchema }),
  },
  'messages:get-info': { input: z.strictObject({ messageId: messageIdSchema }), output: messageInfoSchema },
  /** How much of Meta's messaging limit is used: the relay's count of all numbers, offline what this desktop knows. */
  'messages:get-usage': { input: none, output: messagingUsageSchema },
};
