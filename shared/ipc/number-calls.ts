import { z } from 'zod';
import { done } from './empty.ts';
import { checkResultSchema, exampleFindingsSchema, numberSettingsSchema } from './number-views.ts';

const numberKindSchema = z.enum(['own', 'company']);

/** The number of User Settings, and the one of Global Settings. */
export const numberCalls = {
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
