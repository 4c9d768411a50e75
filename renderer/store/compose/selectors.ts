import type { TemplateRow } from '../../../shared/ipc/views.ts';

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
