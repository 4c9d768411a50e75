import { estimateCost } from '../../../shared/domain/cost-table.ts';
import { countryOfNumber } from '../../../shared/domain/phone-number.ts';
import type { TemplateRow } from '../../../shared/ipc/views.ts';
import type { ComposeState } from './state.ts';

/** Templates whose name or words contain every word of the query; those that can be sent first, then by name. */
export function filterTemplates(rows: readonly TemplateRow[], query: string): readonly TemplateRow[] {
  const words = query.toLowerCase().split(/\s+/u).filter(Boolean);
  return rows
    .filter(({ template }) => {
      const text = [template.name.replaceAll('_', ' '), template.name, template.header?.text, template.body]
        .join(' ')
        .toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .sort(
      (first, second) =>
        Number(first.notSendableReason !== undefined) - Number(second.notSendableReason !== undefined) ||
        first.template.name.localeCompare(second.template.name) ||
        first.template.language.localeCompare(second.template.language),
    );
}

/** What the chosen template would cost, in pence; undefined where the table says nothing. */
export function estimateChosen(
  { prepared, e164, target }: Pick<ComposeState, 'prepared' | 'e164' | 'target'>,
  now: number,
): number | undefined {
  if (prepared === undefined || prepared.template.category === 'other') return undefined;
  const { rates, country } = prepared.costs;
  return estimateCost(rates, {
    country: target?.kind === 'record' && e164 !== undefined ? countryOfNumber(e164) : country,
    category: prepared.template.category,
    at: now,
  });
}
