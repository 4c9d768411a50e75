import { z } from 'zod';
import { describeMetaError, type MetaError } from './errors.ts';
import type { GraphClient, GraphOutcome } from './graph-client.ts';
import { readMetaError } from './read-meta-error.ts';

export type TemplateListing =
  /** Raw templates, for `readTemplate` to understand. */
  | { readonly kind: 'listed'; readonly templates: readonly unknown[] }
  | {
      readonly kind: 'failed';
      /** What happened and what to do, for people. */
      readonly sentence: string;
      /** Absent when Meta could not be reached or did not make sense. */
      readonly error?: MetaError;
    };

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

/** Every template of a WhatsApp Business Account, all pages or none. Starts again once when Meta loses its cursor. */
export async function fetchTemplates(graph: GraphClient, wabaId: string): Promise<TemplateListing> {
  const listing = await fetchAllPages(graph, wabaId);
  const hasLostCursor = listing.kind === 'failed' && listing.error?.code === CURSOR_LOST;
  return hasLostCursor ? fetchAllPages(graph, wabaId) : listing;
}

async function fetchAllPages(graph: GraphClient, wabaId: string): Promise<TemplateListing> {
  const templates: unknown[] = [];
  let after: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const outcome = await graph.get(`${encodeURIComponent(wabaId)}/message_templates`, {
      fields: FIELDS,
      limit: PAGE_SIZE,
      ...(after === undefined ? {} : { after }),
    });
    const parsed = readPage(outcome);
    if (parsed.kind === 'failed') return parsed;
    templates.push(...parsed.data);
    if (parsed.after === undefined) return { kind: 'listed', templates };
    after = parsed.after;
  }
  return { kind: 'failed', sentence: 'Meta’s list of templates does not end. Try again later.' };
}

type Page =
  | { readonly kind: 'page'; readonly data: readonly unknown[]; readonly after: string | undefined }
  | Extract<TemplateListing, { kind: 'failed' }>;

function readPage(outcome: GraphOutcome): Page {
  if (outcome.kind !== 'answer') {
    return { kind: 'failed', sentence: `The templates could not be fetched. ${outcome.reason}` };
  }
  const error = readMetaError(outcome.body);
  if (error !== undefined) {
    const { cause, advice } = describeMetaError(error);
    return { kind: 'failed', sentence: `The templates could not be fetched: ${cause}. ${advice}`, error };
  }
  const parsed = pageSchema.safeParse(outcome.body);
  if (!parsed.success) {
    return { kind: 'failed', sentence: 'Meta answered with something that is no list of templates.' };
  }
  // The cursor, not the `next` address: that one may contain the token. Without `next` there is no further page.
  const { paging } = parsed.data;
  return {
    kind: 'page',
    data: parsed.data.data,
    after: paging?.next === undefined ? undefined : paging.cursors?.after,
  };
}
