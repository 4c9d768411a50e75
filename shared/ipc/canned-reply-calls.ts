import { z } from 'zod';
import { cannedReplySchema } from '../domain/canned-reply.ts';
import { conversationIdSchema } from '../domain/ids.ts';
import { MERGE_CODES } from '../domain/merge-codes.ts';
import { done } from './empty.ts';

/** The calls about canned replies. */
export const cannedReplyCalls = {
  /** The user's own and the agency's, and what their merge codes stand for with this person. */
  'replies:list': {
    input: z.strictObject({ conversationId: conversationIdSchema.optional() }),
    output: z.object({
      replies: z.array(cannedReplySchema),
      values: z.partialRecord(z.enum(MERGE_CODES), z.string()),
    }),
  },
  /** Adds or changes one. The agency's only administrators change. */
  'replies:save': { input: cannedReplySchema.strict(), output: done },
  'replies:remove': {
    input: cannedReplySchema.pick({ scope: true, id: true }).strict(),
    output: done,
  },
} as const;
