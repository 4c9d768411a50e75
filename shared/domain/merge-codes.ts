import type { CrmRecord } from './record.ts';
import { type Template, type TemplateVariable, listVariables } from './template.ts';

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

export type FilledVariable = TemplateVariable & {
  readonly mergeCode: MergeCode | undefined;
  /** What the form starts with. */
  readonly value: string;
  /** Set when the record had no value and `value` is the fallback (or still empty). */
  readonly isFallback: boolean;
};

/** {{1}} is KNOWNAS, {{2}} CONSULTANTUSERNAME, {{3}} PRIMARYEMAILADDRESS: product.md. */
const BY_POSITION: readonly MergeCode[] = ['KNOWNAS', 'CONSULTANTUSERNAME', 'PRIMARYEMAILADDRESS'];

/** A map, so that a variable named `constructor` finds nothing. */
const BY_NAME: ReadonlyMap<string, MergeCode> = new Map([
  ['known_as', 'KNOWNAS'],
  ['name', 'KNOWNAS'],
  ['first_name', 'KNOWNAS'],
  ['last_name', 'LASTNAME'],
  ['job_title', 'JOBTITLE'],
  ['role', 'JOBTITLE'],
  ['company', 'COMPANY'],
  ['email', 'PRIMARYEMAILADDRESS'],
  ['email_address', 'PRIMARYEMAILADDRESS'],
  ['consultant', 'CONSULTANTUSERNAME'],
  ['consultant_name', 'CONSULTANTUSERNAME'],
]);

/** So that nobody is greeted with "Hi ,". A code without a fallback stays empty and is named as a problem. */
const FALLBACKS: Partial<Record<MergeCode, string>> = {
  KNOWNAS: 'there',
  FIRSTNAME: 'there',
  JOBTITLE: 'your role',
  COMPANY: 'your company',
};

/** The variables of a template with the values of the record and the user, ready to be edited. */
export function fillVariables(template: Template, source: MergeSource): readonly FilledVariable[] {
  return listVariables(template).map((variable) => {
    const mergeCode = variable.place === 'button' ? undefined : chooseMergeCode(variable);
    const value = mergeCode === undefined ? '' : resolveMergeCode(mergeCode, source);
    if (value !== '') return { ...variable, mergeCode, value, isFallback: false };
    return { ...variable, mergeCode, value: (mergeCode && FALLBACKS[mergeCode]) ?? '', isFallback: true };
  });
}

function chooseMergeCode(variable: TemplateVariable): MergeCode | undefined {
  if (/^\d+$/.test(variable.name)) return BY_POSITION[Number(variable.name) - 1];
  return BY_NAME.get(variable.name.toLowerCase());
}

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
