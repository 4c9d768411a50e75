import { z } from 'zod';
import { channelIdSchema, conversationIdSchema, recordIdSchema, templateIdSchema } from '../domain/ids.ts';
import { templateMappingSchema, variableMappingSchema } from '../domain/template-mapping.ts';
import { done } from './empty.ts';
import { preparedTemplateSchema, templateRowSchema } from './views.ts';

/** Templates of a channel, and what fills their variables. */
export const templateCalls = {
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
} as const;
