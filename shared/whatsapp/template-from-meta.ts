import { z } from 'zod';
import { type Template, type TemplateStatus, templateSchema } from '../domain/template.ts';

const text = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(undefined);

const buttonSchema = z.object({ type: text, text, url: text });

const componentSchema = z.object({
  type: text,
  format: text,
  text,
  buttons: z.array(buttonSchema).nullish().catch(undefined),
});

const metaTemplateSchema = z.object({
  id: z.union([z.string().min(1), z.number().transform(String)]),
  name: z.string().min(1),
  language: z.string().min(1),
  status: text,
  category: text,
  rejected_reason: text,
  parameter_format: text,
  quality_score: z.object({ score: text }).nullish().catch(undefined),
  components: z.array(componentSchema).nullish().catch(undefined),
});
type MetaTemplate = z.infer<typeof metaTemplateSchema>;
type Component = z.infer<typeof componentSchema>;

/**
 * A template as `GET /{WABA_ID}/message_templates` describes it, in our words; undefined when it has no id, name or
 * language. `syncedAt`: when Meta answered, epoch ms. Kinds that we do not know become `other`, so that no template
 * vanishes from the list.
 */
export function templateFromMeta(
  raw: unknown,
  context: { readonly wabaId: string; readonly syncedAt: number },
): Template | undefined {
  const parsed = metaTemplateSchema.safeParse(raw);
  if (!parsed.success) return undefined;
  const meta = parsed.data;
  const part = (type: string) => meta.components?.find((component) => component.type?.toUpperCase() === type);
  const header = readHeader(part('HEADER'));
  const footer = part('FOOTER')?.text ?? undefined;
  const rejectedReason = readRejectedReason(meta.rejected_reason);
  return templateSchema.parse({
    id: meta.id,
    wabaId: context.wabaId,
    name: meta.name,
    language: normaliseLanguage(meta.language),
    status: templateStatusFromMeta(meta.status ?? '') ?? 'other',
    category: templateCategoryFromMeta(meta.category ?? '') ?? 'other',
    ...(rejectedReason === undefined ? {} : { rejectedReason }),
    quality: qualityFromMeta(meta.quality_score?.score),
    parameterFormat: readParameterFormat(meta),
    ...(header === undefined ? {} : { header }),
    body: part('BODY')?.text ?? '',
    ...(footer === undefined ? {} : { footer }),
    buttons: (part('BUTTONS')?.buttons ?? []).map(readButton),
    syncedAt: context.syncedAt,
  });
}

/** `en-US` and `en_us` become `en_US`: Meta writes both. */
export function normaliseLanguage(language: string): string {
  const [tongue = '', region] = language.trim().split(/[-_]/);
  return region === undefined ? tongue.toLowerCase() : `${tongue.toLowerCase()}_${region.toUpperCase()}`;
}

/** Also for the events of webhooks. Undefined: a word that says nothing about whether the template can be sent. */
export function templateStatusFromMeta(word: string): TemplateStatus | undefined {
  return STATUSES[word.toUpperCase()];
}

const STATUSES: Readonly<Record<string, TemplateStatus>> = {
  APPROVED: 'approved',
  REINSTATED: 'approved',
  UNARCHIVED: 'approved',
  UNPAUSED: 'approved',
  PENDING: 'pending',
  IN_REVIEW: 'pending',
  REJECTED: 'rejected',
  PAUSED: 'paused',
  DISABLED: 'disabled',
  LOCKED: 'disabled',
  IN_APPEAL: 'in-appeal',
  LIMIT_EXCEEDED: 'limit-exceeded',
  ARCHIVED: 'archived',
  PENDING_DELETION: 'pending-deletion',
  DELETED: 'deleted',
};

export function templateCategoryFromMeta(word: string): Template['category'] | undefined {
  return CATEGORIES[word.toUpperCase()];
}

const CATEGORIES: Readonly<Record<string, Template['category']>> = {
  MARKETING: 'marketing',
  UTILITY: 'utility',
  AUTHENTICATION: 'authentication',
};

/** Of a template or of a number: `NA`, nothing and words that we do not know are `unknown`. */
export function qualityFromMeta(word: string | null | undefined): Template['quality'] {
  return QUALITIES[word?.toUpperCase() ?? ''] ?? 'unknown';
}

const QUALITIES: Readonly<Record<string, Template['quality']>> = {
  GREEN: 'green',
  YELLOW: 'yellow',
  RED: 'red',
};

function readRejectedReason(reason: string | null | undefined): string | undefined {
  return reason && reason.toUpperCase() !== 'NONE' ? reason : undefined;
}

/** Older accounts leave `parameter_format` out: placeholders that are not numbers give it away. */
function readParameterFormat(meta: MetaTemplate): Template['parameterFormat'] {
  if (meta.parameter_format) return meta.parameter_format.toUpperCase() === 'NAMED' ? 'named' : 'positional';
  const texts = (meta.components ?? []).map((component) => component.text ?? '').join(' ');
  return /\{\{\s*[a-z_]/i.test(texts) ? 'named' : 'positional';
}

const HEADER_FORMATS: Readonly<Record<string, NonNullable<Template['header']>['format']>> = {
  TEXT: 'text',
  IMAGE: 'image',
  VIDEO: 'video',
  DOCUMENT: 'document',
  LOCATION: 'location',
};

function readHeader(component: Component | undefined): Template['header'] {
  if (component === undefined) return undefined;
  const format = HEADER_FORMATS[(component.format ?? 'TEXT').toUpperCase()] ?? 'other';
  return component.text ? { format, text: component.text } : { format };
}

const BUTTON_KINDS: Readonly<Record<string, Template['buttons'][number]['kind']>> = {
  QUICK_REPLY: 'reply',
  URL: 'url',
  PHONE_NUMBER: 'phone',
  COPY_CODE: 'copy-code',
};

function readButton(button: z.infer<typeof buttonSchema>): Template['buttons'][number] {
  const kind = BUTTON_KINDS[button.type?.toUpperCase() ?? ''] ?? 'other';
  return { kind, text: button.text ?? '', ...(button.url ? { url: button.url } : {}) };
}
