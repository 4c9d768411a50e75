import type { CrmRecord } from './record.ts';

export const MERGE_CODES = [
  'KNOWNAS',
  'FIRSTNAME',
  'LASTNAME',
  'JOBTITLE',
  'COMPANY',
  'PRIMARYEMAILADDRESS',
  'CONSULTANTUSERNAME',
] as const;
export type MergeCode = (typeof MERGE_CODES)[number];

export type MergeSource = {
  readonly record:
    | Pick<CrmRecord, 'knownAs' | 'firstName' | 'lastName' | 'jobTitle' | 'company' | 'emails'>
    | undefined;
  readonly user: { readonly displayName: string };
};

/** The value of a code, trimmed; empty when the record has none. KNOWNAS falls back to the first name. */
export function resolveMergeCode(code: MergeCode, { record, user }: MergeSource): string {
  switch (code) {
    case 'KNOWNAS':
      return (record?.knownAs || record?.firstName || '').trim();
    case 'FIRSTNAME':
      return (record?.firstName ?? '').trim();
    case 'LASTNAME':
      return (record?.lastName ?? '').trim();
    case 'JOBTITLE':
      return (record?.jobTitle ?? '').trim();
    case 'COMPANY':
      return (record?.company ?? '').trim();
    case 'PRIMARYEMAILADDRESS':
      return (record?.emails[0] ?? '').trim();
    case 'CONSULTANTUSERNAME':
      return user.displayName.trim();
  }
}
