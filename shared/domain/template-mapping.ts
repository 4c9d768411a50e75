import { z } from 'zod';
import { templateIdSchema } from './ids.ts';
import { MERGE_CODES, type MergeCode } from './merge-codes.ts';
import { type Template, type TemplateVariable, listVariables } from './template.ts';

/** Where a variable gets its value from. */
export const variableMappingSchema = z.object({
  /** Of the variable, as in `TemplateVariable`. */
  key: z.string().max(200),
  /** Absent: always the fallback, or what the consultant types. */
  mergeCode: z.enum(MERGE_CODES).optional(),
  /** Stands in where the record has no value; empty means that the consultant has to type one. */
  fallback: z.string().trim().max(500),
});
export type VariableMapping = z.infer<typeof variableMappingSchema>;

/** An administrator's choice for one template. */
export const templateMappingSchema = z.object({
  templateId: templateIdSchema,
  variables: z.array(variableMappingSchema).max(100),
});

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

/** What a template is mapped to until an administrator chooses. */
export function suggestMapping(
  template: Pick<Template, 'header' | 'body' | 'buttons'>,
): readonly VariableMapping[] {
  return listVariables(template).map((variable) => {
    const mergeCode = mustBeTyped(variable) ? undefined : suggestMergeCode(variable);
    const fallback = (mergeCode && FALLBACKS[mergeCode]) ?? '';
    return { key: variable.key, ...(mergeCode === undefined ? {} : { mergeCode }), fallback };
  });
}

/** No record holds the end of a link, a code or a place. */
function mustBeTyped({ place, key }: TemplateVariable): boolean {
  return place === 'button' || /^header:(?:coordinates|place|address)$/u.test(key);
}

function suggestMergeCode(variable: TemplateVariable): MergeCode | undefined {
  if (/^\d+$/.test(variable.name)) return BY_POSITION[Number(variable.name) - 1];
  return BY_NAME.get(variable.name.toLowerCase());
}

/** The chosen mapping of every variable that the template has now; a variable that is new gets the suggestion. */
export function completeMapping(
  template: Pick<Template, 'header' | 'body' | 'buttons'>,
  chosen: readonly VariableMapping[] | undefined,
): readonly VariableMapping[] {
  const byKey = new Map(chosen?.map((mapping) => [mapping.key, mapping]));
  return suggestMapping(template).map((suggested) => byKey.get(suggested.key) ?? suggested);
}

/** Whether the template has other variables at Meta than when its mapping was chosen. */
export function isMappingStale(
  template: Pick<Template, 'header' | 'body' | 'buttons'>,
  chosen: readonly VariableMapping[],
): boolean {
  const present = new Set(listVariables(template).map(({ key }) => key));
  return present.size !== chosen.length || chosen.some(({ key }) => !present.has(key));
}
