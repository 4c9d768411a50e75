import { z } from 'zod';
import { conversationIdSchema, messageIdSchema, recordIdSchema, userIdSchema } from '../domain/ids.ts';
import { done, none } from './empty.ts';
import { pageLimitSchema } from './page-limit.ts';
import {
  conversationDetailsSchema,
  conversationRowSchema,
  messageHitSchema,
  messageViewSchema,
  ownerSchema,
} from './views.ts';

/** Conversations as lists and pages, and who holds them. */
export const conversationCalls = {
  'conversations:list-for-record': {
    input: z.strictObject({ recordId: recordIdSchema }),
    output: z.object({ rows: z.array(conversationRowSchema) }),
  },
  'conversations:list': {
    input: z.strictObject({
      /** `waiting`: the person spoke last, to the user. `closing`: the service window closes within two hours. */
      filter: z.enum(['all', 'mine', 'unassigned', 'unread', 'waiting', 'closing']),
      before: z.string().max(200).optional(),
      limit: pageLimitSchema,
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
      limit: pageLimitSchema,
    }),
    output: z.object({ messages: z.array(messageViewSchema), hasOlder: z.boolean(), hasNewer: z.boolean() }),
  },
  /** The first message at `at` (epoch ms) or later, else the last one before it; nothing in an empty conversation. */
  'conversations:find-at': {
    input: z.strictObject({ conversationId: conversationIdSchema, at: z.int().nonnegative() }),
    output: z.object({ found: z.object({ messageId: messageIdSchema, at: z.number() }).optional() }),
  },
  /** What was sent either way besides words, newest first; `before`: a sort key. What was deleted is left out. */
  'conversations:list-files': {
    input: z.strictObject({
      conversationId: conversationIdSchema,
      kind: z.enum(['documents', 'pictures', 'voice', 'links']),
      before: z.string().max(200).optional(),
      limit: pageLimitSchema,
    }),
    output: z.object({ messages: z.array(messageViewSchema), nextBefore: z.string().optional() }),
  },
  /** Messages and files by their words, newest first; without `conversationId` in all conversations. */
  'conversations:find-messages': {
    input: z.strictObject({
      query: z.string().max(200),
      conversationId: conversationIdSchema.optional(),
      limit: pageLimitSchema,
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
  /** Which conversation is on screen, so that it raises no notification while the window has focus. */
  'conversations:set-open': {
    input: z.strictObject({ conversationId: conversationIdSchema.optional() }),
    output: done,
  },
} as const;
