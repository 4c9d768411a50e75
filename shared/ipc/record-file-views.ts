import { z } from 'zod';
import { conversationIdSchema, messageIdSchema, recordIdSchema } from '../domain/ids.ts';

/** A file on a record. */
export const recordFileRowSchema = z.object({
  recordId: recordIdSchema,
  messageId: messageIdSchema,
  name: z.string(),
  mimeType: z.string(),
  /** Bytes. */
  size: z.number().int(),
  filedBy: z.string(),
  filedAt: z.number().int(),
  /** Where it came; absent where the user does not see the message. */
  conversationId: conversationIdSchema.optional(),
  /** `waiting`: the relay has not heard of it yet. `refused`: `problem` says why. */
  state: z.enum(['filed', 'waiting', 'refused']),
  problem: z.string().optional(),
});
export type RecordFileRow = z.infer<typeof recordFileRowSchema>;

/** A record on which a file may be put. */
export const filingChoiceSchema = z.object({
  recordId: recordIdSchema,
  recordName: z.string(),
  /** The same bytes are on it already. */
  already: z
    .object({
      name: z.string(),
      filedBy: z.string(),
      filedAt: z.number().int(),
      /** It is this message’s file that is on it. */
      isThisMessage: z.boolean(),
    })
    .optional(),
});
export type FilingChoice = z.infer<typeof filingChoiceSchema>;
