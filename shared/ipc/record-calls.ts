import { z } from 'zod';
import { conversationIdSchema, recordIdSchema } from '../domain/ids.ts';
import { recordKindSchema } from '../domain/record.ts';
import { done } from './empty.ts';
import { pageLimitSchema } from './page-limit.ts';
import { historyEntrySchema, recordDetailsSchema, recordRowSchema } from './views.ts';

/** Records, what is known of them, and who is on them. */
export const recordCalls = {
  'records:list': {
    input: z.strictObject({
      query: z.string().max(200),
      kind: recordKindSchema.optional(),
      offset: z.number().int().nonnegative(),
      limit: pageLimitSchema,
    }),
    output: z.object({ rows: z.array(recordRowSchema), total: z.number().int() }),
  },
  'records:get': { input: z.strictObject({ recordId: recordIdSchema }), output: recordDetailsSchema },
  'records:list-history': {
    input: z.strictObject({
      recordId: recordIdSchema,
      before: z.string().max(200).optional(),
      limit: pageLimitSchema,
    }),
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
} as const;
