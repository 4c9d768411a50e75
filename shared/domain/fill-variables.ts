import { type MergeCode, type MergeSource, resolveMergeCode } from './merge-codes.ts';
import { type VariableMapping, completeMapping } from './template-mapping.ts';
import { type Template, type TemplateVariable, listVariables } from './template.ts';

export type FilledVariable = TemplateVariable & {
  readonly mergeCode: MergeCode | undefined;
  /** What the form starts with. */
  readonly value: string;
  /** Set when the record had no value and `value` is the fallback (or still empty). */
  readonly isFallback: boolean;
};

/** The variables of a template with the values of the record and the user, ready to be edited. */
export function fillVariables(
  template: Template,
  source: MergeSource,
  chosen?: readonly VariableMapping[],
): readonly FilledVariable[] {
  const mappings = new Map(completeMapping(template, chosen).map((mapping) => [mapping.key, mapping]));
  return listVariables(template).map((variable) => {
    const mapping = mappings.get(variable.key);
    const mergeCode = mapping?.mergeCode;
    const found = mergeCode === undefined ? '' : resolveMergeCode(mergeCode, source);
    const value = found || (mapping?.fallback ?? '');
    // A text that was chosen for everybody is no stand-in.
    const isFallback = mergeCode === undefined ? value === '' : found === '';
    return { ...variable, mergeCode, value, isFallback };
  });
}
