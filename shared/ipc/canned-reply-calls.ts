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
  /**
   * Adds what a CSV file holds, one by one. Refused with the lines that cannot be read; then nothing is added. Names that are
   * taken already are left out, and answered.
   */
  'replies:import': {
    input: cannedReplySchema
      .pick({ scope: true })
      .extend({ csv: z.string().max(2_000_000) })
      .strict(),
    output: z.object({ added: z.number().int(), duplicates: z.array(z.string()) }),
  },
  /** Asks the user where, and writes what there is as a CSV file. */
  'replies:export': {
    input: cannedReplySchema.pick({ scope: true }).strict(),
    output: z.object({ isSaved: z.boolean() }),
  },
  'replies:remove': {
    input: cannedReplySchema.pick({ scope: true, id: true }).strict(),
    output: done,
  },
} as const;
