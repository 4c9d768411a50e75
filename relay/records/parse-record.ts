import { z } from 'zod';
import { parsePhoneNumber } from '../../shared/domain/phone-number.ts';
import { type CrmRecord, recordSchema } from '../../shared/domain/record.ts';

/** What a CRM may leave out or write more loosely than we keep it. */
const phoneSchema = z.union([
  z.string().transform((raw) => ({ label: undefined, raw })),
  z.object({ label: z.string().optional(), raw: z.string() }),
]);
const looseSchema = z.looseObject({
  kind: z.string().transform((kind) => kind.trim().toLowerCase()),
  phones: z.array(phoneSchema).default([]),
  emails: z.array(z.string()).default([]),
  updatedAt: z.number().int().optional(),
});

const idSchema = z.object({ id: z.string().min(1) });

type ParsedRecord =
  /** `hasOwnTime`: the CRM said when the record changed; else `updatedAt` is when it reached us. */
  | { readonly ok: true; readonly record: CrmRecord; readonly hasOwnTime: boolean }
  | { readonly ok: false; readonly id: string | undefined; readonly message: string };

/**
 * A record as a CRM sends it, checked. Numbers are read in the agency's country and kept as written too; one that is no
 * number stays as it is. The message of a bad record names the column and what to do.
 */
export function parseRecord(raw: unknown, now: number): ParsedRecord {
  const loose = looseSchema.safeParse(raw);
  if (!loose.success) return { ok: false, id: readId(raw), message: explain(loose.error) };
  const parsed = recordSchema.safeParse(tidy(loose.data, now));
  if (!parsed.success) return { ok: false, id: readId(raw), message: explain(parsed.error) };
  return { ok: true, record: parsed.data, hasOwnTime: loose.data.updatedAt !== undefined };
}

function tidy(loose: z.infer<typeof looseSchema>, now: number) {
  return {
    ...loose,
    emails: loose.emails.map((email) => email.trim()).filter((email) => email !== ''),
    phones: loose.phones.filter(({ raw }) => raw.trim() !== '').map(readPhone),
    updatedAt: loose.updatedAt ?? now,
  };
}

function readPhone({ label, raw }: z.infer<typeof phoneSchema>) {
  const e164 = parsePhoneNumber(raw)?.e164;
  return {
    raw: raw.trim(),
    ...(label === undefined ? {} : { label }),
    ...(e164 === undefined ? {} : { e164 }),
  };
}

function readId(raw: unknown): string | undefined {
  return idSchema.safeParse(raw).data?.id.slice(0, 200);
}

function explain(error: z.ZodError): string {
  const issue = error.issues[0];
  const column = issue?.path[0];
  if (column === undefined) return 'This is not a record.';
  if (column === 'id') return 'The id is missing or longer than 200 characters.';
  if (column === 'kind') return 'The kind must be candidate or contact.';
  return `${String(column)} is not valid: ${issue?.message ?? 'unknown reason'}.`;
}
