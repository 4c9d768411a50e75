import { z } from 'zod';
import { parsePhoneNumber } from '../../shared/domain/phone-number.ts';
import { type CrmRecord, recordSchema } from '../../shared/domain/record.ts';
import { type RecordInput, recordInputSchema } from './record-input.ts';

export type RecordFailure = {
  /** The record's id, where it can be read. */
  readonly id: string | undefined;
  /** Where the mistake is: the field and, in a list, the position; empty when it is no record at all. */
  readonly path: readonly PropertyKey[];
  /** A sentence that names the field as `field` says. */
  readonly explain: (field: string) => string;
};
type ParsedRecord =
  /** `hasOwnTime`: the CRM said when the record changed; else `updatedAt` is when it reached us. */
  | { readonly ok: true; readonly record: CrmRecord; readonly hasOwnTime: boolean }
  | { readonly ok: false; readonly failure: RecordFailure };

const idSchema = z.object({ id: z.string().min(1) });

/**
 * A record as a CRM sends it, checked. Numbers without a country are read in `country` and kept as written too; one that
 * is no number stays as it is.
 */
export function parseRecord(raw: unknown, now: number, country: string): ParsedRecord {
  const parsed = recordInputSchema.safeParse(withoutNulls(raw));
  if (!parsed.success) return { ok: false, failure: readFailure(raw, parsed.error) };
  const { updatedAt, emails, phones, ...rest } = parsed.data;
  const record = recordSchema.parse({
    ...rest,
    emails: emails.filter((email) => email !== ''),
    phones: phones
      .filter(({ raw: number }) => number.trim() !== '')
      .map((phone) => readPhone(phone, country)),
    updatedAt: updatedAt ?? now,
  });
  return { ok: true, record, hasOwnTime: updatedAt !== undefined };
}

/** Many systems write `null` for what they do not know. */
function withoutNulls(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return raw;
  return Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== null));
}

function readPhone({ label, raw }: RecordInput['phones'][number], country: string) {
  const e164 = parsePhoneNumber(raw, country)?.e164;
  return {
    raw: raw.trim(),
    ...(label === undefined ? {} : { label }),
    ...(e164 === undefined ? {} : { e164 }),
  };
}

function readFailure(raw: unknown, error: z.ZodError): RecordFailure {
  const issue = error.issues[0];
  const id = idSchema.safeParse(raw).data?.id.slice(0, 200);
  const path = issue?.path ?? [];
  if (issue === undefined || path.length === 0) return { id, path, explain: () => 'This is not a record.' };
  const [field] = path;
  if (field === 'id')
    return { id, path, explain: (name) => `The ${name} is missing or longer than 200 characters.` };
  if (field === 'kind') return { id, path, explain: (name) => `The ${name} must be candidate or contact.` };
  return { id, path, explain: (name) => `${name} ${describeMistake(issue)}.` };
}

function describeMistake(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'array'
        ? `may have at most ${issue.maximum} entries`
        : `may have at most ${issue.maximum} characters`;
    case 'invalid_type':
      return `must be ${EXPECTED[issue.expected] ?? issue.expected}`;
    case 'invalid_union':
      return 'must be text of at most 60 characters, or an object with "raw" and perhaps "label"';
    default:
      return `is not valid: ${issue.message}`;
  }
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  int: 'a whole number (epoch milliseconds)',
  number: 'a whole number (epoch milliseconds)',
};
