import { z } from 'zod';
import { appErrorCodeSchema } from '../domain/app-error.ts';
import { conversationIdSchema, messageIdSchema, personKeySchema, recordIdSchema } from '../domain/ids.ts';
import { preferencesSchema } from '../domain/preferences.ts';
import { accountCalls } from './account-calls.ts';
import { administrationCalls } from './administration-calls.ts';
import { cannedReplyCalls } from './canned-reply-calls.ts';
import { costCalls } from './cost-calls.ts';
import { conversationCalls } from './conversation-calls.ts';
import { done, none } from './empty.ts';
import { messageCalls } from './message-calls.ts';
import { numberCalls } from './number-calls.ts';
import { doctorReportSchema, webhookSetupSchema } from './number-views.ts';
import { presenceSchema, readingCalls } from './reading-calls.ts';
import { recordCalls } from './record-calls.ts';
import { recordFileCalls } from './record-file-calls.ts';
import { templateCalls } from './template-calls.ts';
import {
  connectionSchema,
  openPlaceSchema,
  replyNoticeSchema,
  snapshotSchema,
  unlockAnswerSchema,
} from './views.ts';

/** Every call of the window: one object in, one value out. Main parses the input; the names are the whole surface. */
export const ipcCalls = {
  'app:get-snapshot': { input: none, output: snapshotSchema },
  'app:copy-text': { input: z.strictObject({ text: z.string().max(20_000) }), output: done },
  'app:dismiss-notice': { input: z.strictObject({ id: z.string().max(100) }), output: done },
  /** Only web links (https, http) without user-info, and `mailto:` with one address; everything else is refused. */
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
  /** The user has seen what is new in this version. */
  'updates:dismiss-news': { input: none, output: done },

  /** Puts what support needs, without personal data, on the clipboard. Takes seconds: the doctor looks first. */
  'diagnostics:copy': { input: none, output: done },
  /** Asks the user where, and writes the same as a file. */
  'diagnostics:save': { input: none, output: z.object({ isSaved: z.boolean() }) },

  /** The first PIN of this user on this desktop. */
  'lock:set-pin': { input: z.strictObject({ pin: z.string().min(6).max(64) }), output: done },
  /** Another PIN in the place of this one; without `next` none, and the desktop no longer locks. */
  'lock:change-pin': {
    input: z.strictObject({ pin: z.string().max(64), next: z.string().min(6).max(64).optional() }),
    output: z.object({ isChanged: z.boolean(), problem: z.string().optional() }),
  },
  'lock:unlock': { input: z.strictObject({ pin: z.string().max(64) }), output: unlockAnswerSchema },
  /** By the system's own means (Touch ID), where it has any. */
  'lock:ask-system': { input: none, output: unlockAnswerSchema },

  ...accountCalls,

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

  ...recordCalls,
  ...conversationCalls,
  ...readingCalls,
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

  ...templateCalls,
  ...cannedReplyCalls,
  ...costCalls,

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

  ...numberCalls,
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
