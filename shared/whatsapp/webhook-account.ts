import { z } from 'zod';
import { lookUp } from '../domain/look-up.ts';
import type { Channel } from '../protocol/events.ts';
import type { Template } from '../domain/template.ts';
import { type RestrictionNews, readRestriction } from './account-restriction.ts';
import { readMessagingLimit } from './messaging-limit.ts';
import {
  normaliseLanguage,
  qualityFromMeta,
  templateCategoryFromMeta,
  templateStatusFromMeta,
} from './template-from-meta.ts';

/** A change of one template. What it does not mention stays as it was; it may mention nothing but that there is one. */
export type TemplateItem = {
  readonly kind: 'template';
  readonly templateId: string;
  readonly wabaId: string;
  readonly name: string;
  readonly language: string;
  /** When Meta says that it happened, epoch ms. */
  readonly at: number;
  readonly status?: Template['status'] | undefined;
  readonly category?: Template['category'] | undefined;
  readonly quality?: Template['quality'] | undefined;
  readonly rejectedReason?: string | undefined;
};

/** How many people a number, or every number of an account, may write to first, and what Meta thinks of it. */
export type NumberItem = {
  readonly kind: 'number';
  readonly wabaId: string;
  /** Digits; absent: the whole account. */
  readonly displayDigits?: string | undefined;
  /** Unique people in rolling 24 hours; `people` is undefined for unlimited. */
  readonly limit?: { readonly people: number | undefined } | undefined;
  readonly quality?: Channel['quality'] | undefined;
  readonly restricted?: RestrictionNews | undefined;
  readonly at: number;
};

export type AccountItem = TemplateItem | NumberItem;

const text = z.string().max(2_000).nullish().catch(undefined);
const tier = z.union([z.string(), z.number()]);
const templateSchema = z.object({
  message_template_id: z.union([z.string().min(1), z.number().transform(String)]).pipe(z.string().max(100)),
  message_template_name: z.string().max(600),
  message_template_language: z.string().max(20),
});

const statusUpdateSchema = templateSchema.extend({ event: z.string(), reason: text });
const qualityUpdateSchema = templateSchema.extend({ new_quality_score: z.string() });
const categoryUpdateSchema = templateSchema.extend({ new_category: z.string() });

const READERS: Readonly<Record<string, (value: unknown, context: Context) => AccountItem | undefined>> = {
  message_template_status_update: (value, context) => {
    const parsed = statusUpdateSchema.safeParse(value);
    if (!parsed.success) return undefined;
    const { event, reason } = parsed.data;
    const rejectedReason = reason && reason.toUpperCase() !== 'NONE' ? reason : undefined;
    return { ...describe(parsed.data, context), status: templateStatusFromMeta(event), rejectedReason };
  },
  message_template_quality_update: (value, context) => {
    const parsed = qualityUpdateSchema.safeParse(value);
    if (!parsed.success) return undefined;
    return { ...describe(parsed.data, context), quality: qualityFromMeta(parsed.data.new_quality_score) };
  },
  // The new words are not in our form: the template has to be fetched.
  message_template_components_update: (value, context) => {
    const parsed = templateSchema.safeParse(value);
    return parsed.success ? describe(parsed.data, context) : undefined;
  },
  // A notice of a coming change carries the present category as the new one, so that it changes nothing.
  template_category_update: (value, context) => {
    const parsed = categoryUpdateSchema.safeParse(value);
    if (!parsed.success) return undefined;
    const category = templateCategoryFromMeta(parsed.data.new_category);
    return { ...describe(parsed.data, context), category };
  },
  phone_number_quality_update: (value, context) => {
    const parsed = z
      .object({
        display_phone_number: z.string(),
        event: text,
        max_daily_conversations_per_business: tier.optional(),
        current_limit: tier.optional(),
      })
      .safeParse(value);
    if (!parsed.success) return undefined;
    const { event, max_daily_conversations_per_business: most, current_limit: older } = parsed.data;
    const limit = most ?? older;
    return {
      kind: 'number',
      ...context,
      displayDigits: parsed.data.display_phone_number.replace(/\D/g, ''),
      limit: limit === undefined ? undefined : { people: readMessagingLimit(limit) },
      quality: lookUp(QUALITY_EVENTS, event ?? ''),
    };
  },
  account_update: (value, context) => {
    const restricted = readRestriction(value, context.at);
    return restricted === undefined ? undefined : { kind: 'number', ...context, restricted };
  },
  business_capability_update: (value, context) => {
    const parsed = z.object({ max_daily_conversations_per_business: tier }).safeParse(value);
    if (!parsed.success) return undefined;
    const people = readMessagingLimit(parsed.data.max_daily_conversations_per_business);
    return { kind: 'number', ...context, limit: { people } };
  },
};

/** Meta says that the quality fell, or that it no longer is low, but not to what: the next look at the number tells. */
const QUALITY_EVENTS: Readonly<Record<string, Channel['quality']>> = { FLAGGED: 'red', UNFLAGGED: 'unknown' };

type Context = { readonly wabaId: string; readonly at: number };

/** Webhooks about templates and numbers; undefined for every field that means nothing to us (kept as `other`). */
export function parseAccountChange(field: string, value: unknown, context: Context): AccountItem | undefined {
  return lookUp(READERS, field)?.(value, context);
}

function describe(template: z.infer<typeof templateSchema>, context: Context) {
  return {
    kind: 'template',
    templateId: template.message_template_id,
    name: template.message_template_name,
    language: normaliseLanguage(template.message_template_language),
    ...context,
  } as const;
}
