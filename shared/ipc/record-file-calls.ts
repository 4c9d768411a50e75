import { z } from 'zod';
import { messageIdSchema, recordIdSchema } from '../domain/ids.ts';
import { done } from './empty.ts';
import { filingChoiceSchema, recordFileRowSchema } from './record-file-views.ts';

const place = { recordId: recordIdSchema, messageId: messageIdSchema };

/** Files on records. */
export const recordFileCalls = {
  'filing:list': {
    input: z.strictObject({ recordId: recordIdSchema }),
    output: z.object({ rows: z.array(recordFileRowSchema) }),
  },
  /** On which records the file of a message may be put, under which name, and which of them have it already. */
  'filing:list-choices': {
    input: z.strictObject({ messageId: messageIdSchema }),
    output: z.object({ name: z.string(), choices: z.array(filingChoiceSchema) }),
  },
  /** Puts it on a record, under its own name or another; again renames it. Offline it is done later. */
  'filing:file': {
    input: z.strictObject({ ...place, name: z.string().trim().min(1).max(240).optional() }),
    output: done,
  },
  'filing:take-off': { input: z.strictObject(place), output: done },
  /** Hands a copy to the system's program for it. Refused for files that could run. */
  'filing:open': { input: z.strictObject(place), output: done },
  /** Asks the user where, and writes a copy there. */
  'filing:save': { input: z.strictObject(place), output: z.object({ isSaved: z.boolean() }) },
} as const;
