import { z } from 'zod';
import { recordKindSchema, recordPhoneSchema, recordSchema } from '../../shared/domain/record.ts';

const MAX_PHONES = 10;

const phoneSchema = z.union([
  z
    .string()
    .max(60)
    .transform((raw) => ({ label: undefined, raw })),
  recordPhoneSchema.pick({ raw: true }).extend({ label: z.string().max(60).optional() }),
]);
/** As long as the field may be in the end. */
const text = (schema: z.ZodDefault<z.ZodString>) =>
  z
    .string()
    .trim()
    .max(schema.unwrap().maxLength ?? 0)
    .default('');

/**
 * A record as a CRM may send it: more loosely than we keep it. Fields that are not named here are ignored, and `null`
 * counts as absent.
 */
export const recordInputSchema = z
  .object({
    id: recordSchema.shape.id.meta({ description: 'The CRM’s own id of the record. Opaque.' }),
    kind: z
      .string()
      .trim()
      .toLowerCase()
      .pipe(recordKindSchema)
      .meta({ override: { type: 'string', enum: [...recordKindSchema.options] } }),
    knownAs: text(recordSchema.shape.knownAs),
    firstName: text(recordSchema.shape.firstName),
    lastName: text(recordSchema.shape.lastName),
    jobTitle: text(recordSchema.shape.jobTitle),
    company: text(recordSchema.shape.company),
    location: text(recordSchema.shape.location),
    status: text(recordSchema.shape.status),
    emails: z.array(z.string().trim().max(254)).max(10).default([]).meta({
      description: 'The first is the primary one.',
    }),
    phones: z.array(phoneSchema).max(MAX_PHONES).default([]).meta({
      description: 'In any format; numbers without a country are read as those of the agency’s country.',
    }),
    updatedAt: z.number().int().optional().meta({
      description:
        'When the CRM last changed the record, epoch milliseconds. Absent: when it reached the relay.',
    }),
  })
  .meta({ id: 'RecordInput' });
export type RecordInput = z.infer<typeof recordInputSchema>;
