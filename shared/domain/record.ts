import { z } from 'zod';
import { recordIdSchema } from './ids.ts';
import { withoutDirectionMarks } from './text-direction.ts';

export const recordKindSchema = z.enum(['candidate', 'contact']);
export type RecordKind = z.infer<typeof recordKindSchema>;

export const recordPhoneSchema = z.object({
  /** "Mobile", "Home", "Work" … as the CRM names it. */
  label: z.string().max(60).default('Mobile'),
  /** Exactly as the CRM has it; shown when it cannot be read as a number. Never overwritten by us. */
  raw: z.string().max(60),
  /** Absent when `raw` is no number. */
  e164: z.string().max(20).optional(),
});
export type RecordPhone = z.infer<typeof recordPhoneSchema>;

/** A Candidate or a Contact as the CRM describes it. */
export const recordSchema = z.object({
  id: recordIdSchema,
  kind: recordKindSchema,
  /** How the person likes to be called: the merge code KNOWNAS. May be empty. */
  knownAs: z.string().max(100).default(''),
  firstName: z.string().max(100).default(''),
  lastName: z.string().max(100).default(''),
  jobTitle: z.string().max(200).default(''),
  company: z.string().max(200).default(''),
  location: z.string().max(200).default(''),
  /** "Active", "Placed", "On hold" … the CRM's word. */
  status: z.string().max(60).default(''),
  /** The first is the primary one: merge code PRIMARYEMAILADDRESS. */
  emails: z.array(z.string().max(254)).max(10).default([]),
  phones: z.array(recordPhoneSchema).max(10).default([]),
  updatedAt: z.number().int(),
});
export type CrmRecord = z.infer<typeof recordSchema>;

/** The name a list shows: never empty. */
export function recordName(record: Pick<CrmRecord, 'knownAs' | 'firstName' | 'lastName' | 'emails'>): string {
  const first = record.firstName || record.knownAs;
  const name = [first, record.lastName].filter(Boolean).join(' ') || record.emails[0] || 'Unnamed';
  return withoutDirectionMarks(name);
}
