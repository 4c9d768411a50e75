import { z } from 'zod';
import { costTableSchema } from '../domain/cost-table.ts';
import { costFileSchema } from '../protocol/http.ts';
import { done, none } from './empty.ts';

/** The calls about what messages cost. Only administrators change it. */
export const costCalls = {
  /** `asOf`: when the agency entered it, epoch ms; absent while it is the one that comes with the app. */
  'costs:get': {
    input: none,
    output: z.object({ rates: costTableSchema, asOf: z.number().int().optional() }),
  },
  'costs:save': { input: z.strictObject({ rates: costTableSchema }), output: done },
  /** What a CSV file says. Refused with the lines that cannot be read; nothing is saved. */
  'costs:read-file': { input: costFileSchema.strict(), output: z.object({ rates: costTableSchema }) },
  /** Asks the user where, and writes what is saved as a CSV file. */
  'costs:save-file': { input: none, output: z.object({ isSaved: z.boolean() }) },
} as const;
