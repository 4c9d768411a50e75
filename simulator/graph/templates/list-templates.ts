import type { Template, Waba } from '../../world/entities.ts';
import { listTemplates } from '../../world/templates.ts';
import { ok, refuse, type GraphAnswer } from '../answer.ts';
import { selectFields } from '../fields.ts';
import type { GraphCall } from '../graph-call.ts';
import { pageOf } from '../paging.ts';
import { describeTemplate, templateDefaults } from './describe-template.ts';

const DEFAULT_PAGE = 25;

/** `GET /{waba-id}/message_templates` with fields, filters, search, summary and cursors (reference section 4.1). */
export function getTemplates(call: GraphCall, waba: Waba): GraphAnswer {
  const { simulation, request, version } = call;
  const all = listTemplates(simulation.world, waba.id);
  const filtered = all.filter((template) => isWanted(template, request.query));
  const page = pageOf(
    filtered,
    request.query,
    `${simulation.baseUrl()}/${version}/${waba.id}/message_templates`,
    DEFAULT_PAGE,
  );
  if ('error' in page) return refuse(page.error);
  const data: unknown[] = [];
  for (const template of page.items) {
    const selection = selectFields(
      describeTemplate(template),
      request.query.get('fields'),
      templateDefaults,
      'WhatsAppMessageTemplate',
    );
    if ('error' in selection) return refuse(selection.error);
    data.push(selection.fields);
  }
  const summary =
    request.query.get('summary') === null
      ? {}
      : {
          summary: {
            total_count: filtered.length,
            message_template_count: all.length,
            message_template_limit: 6_000,
            are_translations_complete: true,
          },
        };
  return ok({ data, ...(page.paging === undefined ? {} : { paging: page.paging }), ...summary });
}

function isWanted(template: Template, query: URLSearchParams): boolean {
  const inList = (key: string, value: string): boolean => {
    const asked = query.get(key);
    return (
      asked === null ||
      asked
        .replaceAll(/["[\]\s]/g, '')
        .split(',')
        .some((item) => item.toLowerCase() === value.toLowerCase())
    );
  };
  const contains = (key: string, text: string): boolean =>
    text.toLowerCase().includes((query.get(key) ?? '').toLowerCase());
  const content = JSON.stringify(template.components);
  return (
    inList('status', template.status) &&
    inList('category', template.category) &&
    inList('language', template.language) &&
    inList('quality_score', template.qualityScore) &&
    contains('name', template.name) &&
    contains('content', content) &&
    contains('name_or_content', `${template.name}\n${content}`)
  );
}
