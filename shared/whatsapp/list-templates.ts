import { z } from 'zod';
import type { SendFailure } from '../domain/message-status.ts';
import { describeMetaError, explainMetaError } from './errors.ts';
import type { GraphClient, GraphOutcome } from './graph-client.ts';
import { readMetaError } from './read-meta-error.ts';

type TemplateListing =
  /** Raw templates, for `templateFromMeta` to understand. */
  | { readonly ok: true; readonly templates: readonly unknown[] }
  /** Nothing of a listing that broke off: a part would look as if the rest had been deleted. */
  | { readonly ok: false; readonly failure: SendFailure };

const FIELDS =
  'id,name,language,status,category,components,parameter_format,rejected_reason,quality_score,last_updated_time';
const PAGE_SIZE = 100;
/** Meta allows 6,000 templates an account; a listing that is longer goes round in circles. */
const MAX_PAGES = 100;
const CURSOR_LOST = 131059;

const pageSchema = z.object({
  data: z.array(z.unknown()),
  paging: z
    .object({
      cursors: z.object({ after: z.string().optional() }).optional(),
      next: z.string().optional(),
    })
    .optional(),
});

/** Every template of a WhatsApp Business Account. Starts again once when Meta loses its cursor. */
export async function fetchTemplates(graph: GraphClient, wabaId: string): Promise<TemplateListing> {
  const listing = await fetchAllPages(graph, wabaId);
  return !listing.ok && listing.failure.code === CURSOR_LOST ? fetchAllPages(graph, wabaId) : listing;
}

type TemplateFinding =
  /** Raw, for `templateFromMeta` to understand. */
  { readonly ok: true; readonly template: unknown } | Extract<TemplateListing, { ok: false }>;

/** One template, by Meta's id. */
export async function fetchTemplate(graph: GraphClient, templateId: string): Promise<TemplateFinding> {
  const outcome = await graph.get(encodeURIComponent(templateId), { fields: FIELDS });
  const answer = readAnswer(outcome);
  return answer.ok ? { ok: true, template: answer.body } : answer;
}

async function fetchAllPages(graph: GraphClient, wabaId: string): Promise<TemplateListing> {
  const templates: unknown[] = [];
  let after: string | undefined;
  for (let number = 0; number < MAX_PAGES; number += 1) {
    const outcome = await graph.get(`${encodeURIComponent(wabaId)}/message_templates`, {
      fields: FIELDS,
      limit: PAGE_SIZE,
      ...(after === undefined ? {} : { after }),
    });
    const page = readPage(outcome);
    if (!page.ok) return page;
    templates.push(...page.data);
    if (page.after === undefined) return { ok: true, templates };
    after = page.after;
  }
  return fail('The templates could not be fetched: Meta’s list does not end.', 'Try again later.');
}

type Page =
  | { readonly ok: true; readonly data: readonly unknown[]; readonly after: string | undefined }
  | Extract<TemplateListing, { ok: false }>;

type Answer =
  | { readonly ok: true; readonly status: number; readonly body: unknown }
  | Extract<TemplateListing, { ok: false }>;

function readAnswer(outcome: GraphOutcome): Answer {
  if (outcome.kind !== 'answer') {
    return fail(`The templates could not be fetched. ${outcome.reason}`, 'Try again in a minute.');
  }
  const error = readMetaError(outcome.body);
  if (error === undefined) return { ok: true, status: outcome.status, body: outcome.body };
  const { cause } = describeMetaError(error);
  const sentence = `The templates could not be fetched: ${cause}.`;
  return { ok: false, failure: { ...explainMetaError(error), sentence } };
}

function readPage(outcome: GraphOutcome): Page {
  const answer = readAnswer(outcome);
  if (!answer.ok) return answer;
  const parsed = pageSchema.safeParse(answer.body);
  if (!parsed.success) {
    return fail(
      `The templates could not be fetched: Meta’s answer (HTTP ${answer.status}) is no list of templates.`,
      'Try again in a minute.',
    );
  }
  const { data, paging } = parsed.data;
  // The cursor, not the `next` address: that one may contain the token. Without `next` there is no further page.
  return { ok: true, data, after: paging?.next === undefined ? undefined : paging.cursors?.after };
}

function fail(sentence: string, advice: string): Extract<TemplateListing, { ok: false }> {
  return { ok: false, failure: { sentence, advice, canRetry: true } };
}
