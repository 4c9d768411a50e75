import { z } from 'zod';
import { appErrorCodeSchema } from '../domain/app-error.ts';
import {
  channelIdSchema,
  conversationIdSchema,
  messageIdSchema,
  personKeySchema,
  recordIdSchema,
  templateIdSchema,
  userIdSchema,
} from '../domain/ids.ts';
import { preferencesSchema } from '../domain/preferences.ts';
import { recordKindSchema } from '../domain/record.ts';
import { templateMappingSchema, variableMappingSchema } from '../domain/template-mapping.ts';
import { administrationCalls } from './administration-calls.ts';
import { cannedReplyCalls } from './canned-reply-calls.ts';
import { done, none } from './empty.ts';
import { messageCalls } from './message-calls.ts';
import { presenceSchema, readingCalls } from './reading-calls.ts';
import { recordFileCalls } from './record-file-calls.ts';
import {
  checkResultSchema,
  connectionSchema,
  conversationDetailsSchema,
  conversationRowSchema,
  doctorReportSchema,
  exampleFindingsSchema,
  historyEntrySchema,
  messageHitSchema,
  messageViewSchema,
  numberSettingsSchema,
  openPlaceSchema,
  ownerSchema,
  preparedTemplateSchema,
  recordDetailsSchema,
  recordRowSchema,
  replyNoticeSchema,
  snapshotSchema,
  templateRowSchema,
  unlockAnswerSchema,
  webhookSetupSchema,
} from './views.ts';

const limit = z.number().int().min(1).max(500);
const numberKindSchema = z.enum(['own', 'company']);

/** Every call of the window: one object in, one value out. Main parses the input; the names are the whole surface. */
export const ipcCalls = {
  'app:get-snapshot': { input: none, output: snapshotSchema },
  'app:copy-text': { input: z.strictObject({ text: z.string().max(20_000) }), output: done },
  'app:dismiss-notice': { input: z.strictObject({ id: z.string().max(100) }), output: done },
  /** Only web links (https, http) without user-info; everything else is refused. */
  'app:open-link': { input: z.strictObject({ url: z.string().max(2_048) }), output: done },

  /** What is shown now, so that it can be found again after a crash. */
  'app:save-place': { input: openPlaceSchema, output: done },

  /** Looks for a newer version now; `off` where an administrator brings the updates. */
  'updates:check': {
    input: none,
    output: z.object({ outcome: z.enum(['off', 'current', 'ready', 'refused', 'unreachable']) }),
  },
  /** Puts the version that is ready in place, and starts it. */
  'updates:restart': { input: none, output: done },

  /** Puts what support needs, without personal data, on the clipboard. Takes seconds: the doctor looks first. */
  'diagnostics:copy': { input: none, output: done },
  /** Asks the user where, and writes the same as a file. */
  'diagnostics:save': { input: none, output: z.object({ isSaved: z.boolean() }) },

  /** The first PIN of this user on this desktop; another one needs a sign-in. */
  'lock:set-pin': { input: z.strictObject({ pin: z.string().min(6).max(64) }), output: done },
  'lock:unlock': { input: z.strictObject({ pin: z.string().max(64) }), output: unlockAnswerSchema },
  /** By the system's own means (Touch ID), where it has any. */
  'lock:ask-system': { input: none, output: unlockAnswerSchema },

  'account:enrol': {
    input: z.strictObject({
      relayUrl: z.string().trim().max(500),
      code: z.string().trim().max(64),
      deviceName: z.string().trim().max(100).optional(),
    }),
    output: done,
  },
  /**
   * Tells the relay what was sent on the own number, for at most ten seconds. Answers what would be lost: messages that were
   * sent and are not in the agency's history, and messages that still wait to be sent.
   */
  'account:prepare-sign-out': {
    input: none,
    output: z.object({ unpublished: z.number().int(), unsent: z.number().int() }),
  },
  'account:sign-out': { input: none, output: done },
  /** The user has answered what the link of the snapshot asks. */
  'account:dismiss-link': { input: none, output: done },

  /** Answers the question that the snapshot shows. The password goes to the proxy and nowhere else. */
  'network:give-proxy-password': {
    input: z.strictObject({
      // RFC 7617 has no way to say a colon in a name, nor a control character in either.
      name: z
        .string()
        .min(1)
        .max(256)
        .regex(/^[^:\p{Cc}]+$/u),
      password: z
        .string()
        .max(1_024)
        .regex(/^\P{Cc}*$/u),
    }),
    output: done,
  },
  'network:dismiss-proxy-question': { input: none, output: done },

  'records:list': {
    input: z.strictObject({
      query: z.string().max(200),
      kind: recordKindSchema.optional(),
      offset: z.number().int().nonnegative(),
      limit,
    }),
    output: z.object({ rows: z.array(recordRowSchema), total: z.number().int() }),
  },
  'records:get': { input: z.strictObject({ recordId: recordIdSchema }), output: recordDetailsSchema },
  'records:list-history': {
    input: z.strictObject({ recordId: recordIdSchema, before: z.string().max(200).optional(), limit }),
    output: z.object({ entries: z.array(historyEntrySchema), nextBefore: z.string().optional() }),
  },
  /** Hands `sms:` to the operating system. The number must be one of the record's. */
  'records:open-sms': {
    input: z.strictObject({ recordId: recordIdSchema, e164: z.string().max(20) }),
    output: done,
  },

  /** Puts the person of a conversation on a record by the user's word, for all colleagues; or takes them off it. */
  'records:link': {
    input: z.strictObject({ recordId: recordIdSchema, conversationId: conversationIdSchema }),
    output: done,
  },
  'records:unlink': {
    input: z.strictObject({ recordId: recordIdSchema, conversationId: conversationIdSchema }),
    output: done,
  },
  /** Makes a record for the person of a conversation, and puts them on it. */
  'records:create': {
    input: z.strictObject({
      conversationId: conversationIdSchema,
      kind: recordKindSchema,
      firstName: z.string().trim().max(100),
      lastName: z.string().trim().max(100),
    }),
    output: z.object({ recordId: recordIdSchema }),
  },

  'conversations:list-for-record': {
    input: z.strictObject({ recordId: recordIdSchema }),
    output: z.object({ rows: z.array(conversationRowSchema) }),
  },
  'conversations:list': {
    input: z.strictObject({
      /** `waiting`: the person spoke last, to the user. `closing`: the service window closes within two hours. */
      filter: z.enum(['all', 'mine', 'unassigned', 'unread', 'waiting', 'closing']),
      before: z.string().max(200).optional(),
      limit,
    }),
    output: z.object({
      rows: z.array(conversationRowSchema),
      nextBefore: z.string().optional(),
      counts: z.object({
        all: z.number(),
        mine: z.number(),
        unassigned: z.number(),
        unread: z.number(),
        waiting: z.number(),
        closing: z.number(),
      }),
    }),
  },
  'conversations:get': {
    input: z.strictObject({ conversationId: conversationIdSchema }),
    output: conversationDetailsSchema,
  },
  /** A page, oldest first. `around` centres it on a message; `before`/`after` are sort keys. Default: the newest. */
  'conversations:list-messages': {
    input: z.strictObject({
      conversationId: conversationIdSchema,
      before: z.string().max(200).optional(),
      after: z.string().max(200).optional(),
      around: messageIdSchema.optional(),
      limit,
    }),
    output: z.object({ messages: z.array(messageViewSchema), hasOlder: z.boolean(), hasNewer: z.boolean() }),
  },
  /** Messages and files by their words, newest first; without `conversationId` in all conversations. */
  'conversations:find-messages': {
    input: z.strictObject({
      query: z.string().max(200),
      conversationId: conversationIdSchema.optional(),
      limit,
    }),
    output: z.object({ hits: z.array(messageHitSchema), hasMore: z.boolean() }),
  },
  'conversations:take': { input: z.strictObject({ conversationId: conversationIdSchema }), output: done },
  /** Who else could hold a conversation: everybody who is active, by name, without the user. */
  'conversations:list-colleagues': { input: none, output: z.object({ colleagues: z.array(ownerSchema) }) },
  /** To a colleague, or to nobody. The relay refuses it for a colleague's conversation, save to administrators. */
  'conversations:hand-over': {
    input: z.strictObject({ conversationId: conversationIdSchema, toUserId: userIdSchema.optional() }),
    output: done,
  },
  ...readingCalls,
  /** Which conversation is on screen, so that it raises no notification while the window has focus. */
  'conversations:set-open': {
    input: z.strictObject({ conversationId: conversationIdSchema.optional() }),
    output: done,
  },

  ...messageCalls,

  /** Fetches the file of a message that is not here. How it goes on comes with `media:progressed` and change sets. */
  'media:fetch': { input: z.strictObject({ messageId: messageIdSchema }), output: done },
  /** Asks the user where, and writes a copy there under the file's own name. */
  'media:save': {
    input: z.strictObject({ messageId: messageIdSchema }),
    output: z.object({ isSaved: z.boolean() }),
  },
  /** Hands a copy to the system's program for it. Refused for files that could run. */
  'media:open': { input: z.strictObject({ messageId: messageIdSchema }), output: done },

  /** Forgets a file that was attached and not sent. */
  'media:discard': { input: z.strictObject({ attachmentId: z.string().max(100) }), output: done },
  /** Stops the upload of a file: its message is not sent. Does nothing once Meta has it. */
  'media:stop-upload': { input: z.strictObject({ messageId: messageIdSchema }), output: done },

  'templates:list': {
    input: z.strictObject({ channelId: channelIdSchema }),
    output: z.object({ rows: z.array(templateRowSchema), syncedAt: z.number().int().optional() }),
  },
  'templates:refresh': { input: z.strictObject({ channelId: channelIdSchema }), output: done },
  /** A template with its variables filled from the record (the conversation's, if none is named) and the user. */
  'templates:prepare': {
    input: z.strictObject({
      templateId: templateIdSchema,
      recordId: recordIdSchema.optional(),
      conversationId: conversationIdSchema.optional(),
      /** A mapping that is being tried, not yet saved. */
      mapping: z.array(variableMappingSchema).max(100).optional(),
    }),
    output: preparedTemplateSchema,
  },
  /** For the whole agency; administrators only. Without variables, the suggestion counts again. */
  'templates:save-mapping': {
    input: templateMappingSchema.partial({ variables: true }).strict(),
    output: done,
  },

  ...cannedReplyCalls,

  'notifications:list': {
    input: none,
    output: z.object({ replies: z.array(replyNoticeSchema), unreadCount: z.number().int() }),
  },
  'notifications:mark-all-read': { input: none, output: done },

  'consents:set': {
    input: z.strictObject({ personKey: personKeySchema, hasOptedOut: z.boolean() }),
    output: done,
  },

  'preferences:save': { input: z.strictObject({ preferences: preferencesSchema }), output: done },

  'guide:get-progress': { input: none, output: z.object({ done: z.array(z.string()) }) },
  'guide:save-progress': {
    input: z.strictObject({ done: z.array(z.string().max(100)).max(100) }),
    output: done,
  },
  /** What has to be entered at Meta, and what Meta has said to the relay. The verify token is for administrators. */
  'guide:get-webhook': { input: none, output: webhookSetupSchema },

  /** Looks at every hop to Meta. Takes seconds; what cannot be reached is a finding, not an error. */
  'doctor:run': { input: none, output: doctorReportSchema },
  /** Puts the last report, without secrets, on the clipboard. */
  'doctor:copy-report': { input: none, output: done },

  ...recordFileCalls,
  ...administrationCalls,

  /** `own`: the signed-in user's. `company`: in the Global Settings, for administrators only. */
  'settings:get-number': {
    input: z.strictObject({ kind: numberKindSchema }),
    output: z.object({ number: numberSettingsSchema.optional() }),
  },
  /** Reads Meta's example API text. The token stays in main, waiting for `settings:save-number` of the same kind. */
  'settings:read-example': {
    input: z.strictObject({ kind: numberKindSchema, text: z.string().max(50_000) }),
    output: exampleFindingsSchema,
  },
  /** Keeps the number if Meta's answers say that it can be used; else nothing has changed. */
  'settings:save-number': {
    input: z.strictObject({
      kind: numberKindSchema,
      phoneNumber: z.string().trim().max(40),
      wabaId: z.string().trim().max(40),
      phoneNumberId: z.string().trim().max(40),
      graphVersion: z.string().trim().max(10),
      /** Typed by hand. Absent: the one from the example, or the one that is kept. */
      token: z.string().trim().max(1_000).optional(),
    }),
    output: checkResultSchema,
  },
  'settings:check-number': { input: z.strictObject({ kind: numberKindSchema }), output: checkResultSchema },
  'settings:remove-number': { input: z.strictObject({ kind: numberKindSchema }), output: done },
} as const;

/** What changed, so that a window can fetch again what it shows. Ids only: the window decides what it needs. */
export const changeSetSchema = z.object({
  /** One higher than the change set before it. A gap means: take a new snapshot. */
  revision: z.number().int(),
  records: z.array(recordIdSchema),
  conversations: z.array(conversationIdSchema),
  /** Messages that are new or have changed, by conversation. */
  messages: z.array(z.object({ conversationId: conversationIdSchema, messageIds: z.array(messageIdSchema) })),
  hasTemplateChanges: z.boolean(),
  /** Channels, the user, own settings or notices: take a new snapshot. */
  hasFrameChanges: z.boolean(),
  /** More changed than is worth naming (a catch-up): fetch everything that is shown. */
  isEverything: z.boolean(),
  unreadCount: z.number().int(),
});
export type ChangeSet = z.infer<typeof changeSetSchema>;

/** Every event main pushes to the window. */
export const ipcEvents = {
  'changes:published': changeSetSchema,
  'connection:changed': connectionSchema,
  /** Who else looks at the conversation that is open. */
  'presence:changed': presenceSchema,
  /** Bytes of a file that have arrived, a few times a second. Afterwards a change set names its message. */
  'media:progressed': z.object({
    messageId: messageIdSchema,
    received: z.number().int(),
    total: z.number().int().optional(),
  }),
  /** A notification, the tray or a second start asked for this conversation. */
  'navigation:open-conversation': z.object({
    conversationId: conversationIdSchema,
    messageId: messageIdSchema.optional(),
  }),
  'navigation:open-replies': z.object({}),
  'navigation:open-settings': z.object({}),
} as const;

/** How every call is answered. `message` is a sentence for the user; no stack, token or message text. */
export const ipcErrorSchema = z.object({
  code: appErrorCodeSchema,
  message: z.string(),
  retryable: z.boolean(),
});
