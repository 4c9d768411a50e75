import { z } from 'zod';
import { templateIdSchema } from './ids.ts';
import { parseMapLink } from './map-link.ts';
import type { RenderedTemplate } from './message-content.ts';

export const templateStatusSchema = z.enum([
  'approved',
  'pending',
  'rejected',
  'paused',
  'disabled',
  'in-appeal',
  'limit-exceeded',
  'archived',
  'pending-deletion',
  'deleted',
  'other',
]);
export type TemplateStatus = z.infer<typeof templateStatusSchema>;

const STATUS_NAMES: Readonly<Record<TemplateStatus, string>> = {
  approved: 'Approved',
  pending: 'In review',
  rejected: 'Rejected',
  paused: 'Paused',
  disabled: 'Disabled',
  'in-appeal': 'In appeal',
  'limit-exceeded': 'Over the limit',
  archived: 'Archived',
  'pending-deletion': 'Being deleted',
  deleted: 'Deleted',
  other: 'Not usable',
};

/** The state in a word or two, as a label. */
export function nameTemplateStatus(status: TemplateStatus): string {
  return STATUS_NAMES[status];
}

export const templateButtonSchema = z.object({
  kind: z.enum(['reply', 'url', 'phone', 'copy-code', 'other']),
  text: z.string(),
  /** For `url`: may end in a variable. */
  url: z.string().optional(),
});

/** A template in one language, as Meta last described it. */
export const templateSchema = z.object({
  id: templateIdSchema,
  wabaId: z.string(),
  name: z.string(),
  language: z.string(),
  status: templateStatusSchema,
  category: z.enum(['marketing', 'utility', 'authentication', 'other']),
  rejectedReason: z.string().optional(),
  quality: z.enum(['green', 'yellow', 'red', 'unknown']).default('unknown'),
  parameterFormat: z.enum(['positional', 'named']),
  header: z
    .object({
      format: z.enum(['text', 'image', 'video', 'document', 'location', 'other']),
      text: z.string().optional(),
    })
    .optional(),
  body: z.string(),
  footer: z.string().optional(),
  buttons: z.array(templateButtonSchema).default([]),
  /** When we last heard of it from Meta, epoch ms. */
  syncedAt: z.number().int(),
});
export type Template = z.infer<typeof templateSchema>;
export type TemplateButton = z.infer<typeof templateButtonSchema>;

export type TemplateVariable = {
  /**
   * Unique in the template: `header:1`, `body:first_name`, `button:1:1` (index of the button, then the variable). A header
   * that is a place has `header:coordinates`, `header:place` and `header:address`; a button that copies, `button:1:code`.
   */
  readonly key: string;
  readonly place: 'header' | 'body' | 'button';
  /** `1` or `first_name`: what stands between the braces. */
  readonly name: string;
  readonly buttonIndex?: number;
};

/** What a header that is a place needs, all of it. Source: Meta, template components. */
const PLACE_PARTS = ['coordinates', 'place', 'address'] as const;

const PLACEHOLDER = /\{\{\s*([a-z0-9_]+)\s*\}\}/gi;

/** The variables in the order in which a person reads them; one entry for a name used twice in one place. */
export function listVariables(
  template: Pick<Template, 'header' | 'body' | 'buttons'>,
): readonly TemplateVariable[] {
  const found = new Map<string, TemplateVariable>();
  const collect = (
    text: string | undefined,
    prefix: string,
    extra: Omit<TemplateVariable, 'key' | 'name'>,
  ) => {
    for (const match of (text ?? '').matchAll(PLACEHOLDER)) {
      const name = match[1] ?? '';
      found.set(`${prefix}:${name}`, { ...extra, key: `${prefix}:${name}`, name });
    }
  };
  collect(template.header?.text, 'header', { place: 'header' });
  if (template.header?.format === 'location') {
    for (const name of PLACE_PARTS)
      found.set(`header:${name}`, { place: 'header', key: `header:${name}`, name });
  }
  collect(template.body, 'body', { place: 'body' });
  template.buttons.forEach((button, buttonIndex) => {
    collect(button.url, `button:${buttonIndex}`, { place: 'button', buttonIndex });
    if (button.kind !== 'copy-code') return;
    const key = `button:${buttonIndex}:code`;
    found.set(key, { place: 'button', key, name: 'code', buttonIndex });
  });
  return [...found.values()];
}

/** Values by variable key. */
export type TemplateValues = Readonly<Record<string, string>>;

/** The message as the person will see it. A missing value leaves its placeholder standing, so that it cannot be overlooked. */
export function renderTemplate(template: Template, values: TemplateValues): RenderedTemplate {
  const fill = (text: string, prefix: string) =>
    text.replace(
      PLACEHOLDER,
      (placeholder, name: string) => values[`${prefix}:${name}`]?.trim() || placeholder,
    );
  return {
    ...(template.header?.text === undefined ? {} : { header: fill(template.header.text, 'header') }),
    ...(template.header?.format === 'location'
      ? { header: fill('📍 {{place}}, {{address}}', 'header') }
      : {}),
    body: fill(template.body, 'body'),
    ...(template.footer === undefined ? {} : { footer: template.footer }),
    buttons: template.buttons.map(({ kind, text }) => ({ kind, text })),
  };
}

/** Why a template cannot be sent, in a sentence for the list; undefined when it can. */
export function explainNotSendable(template: Template): string | undefined {
  if (template.status !== 'approved') return STATUS_REASONS[template.status](template);
  if (template.category === 'authentication') return 'Made for one-time passwords, not for conversations.';
  if (template.name === 'hello_world')
    return "Meta's sample: it can be sent only from Meta's own test numbers.";
  if (template.header?.format === 'other')
    return 'Has a kind of header that this version does not know. Update the app, or choose another template.';
  return undefined;
}

const STATUS_REASONS: Record<Exclude<TemplateStatus, 'approved'>, (template: Template) => string> = {
  pending: () => 'Waiting for Meta to review it. This usually takes minutes, at most a day.',
  rejected: (template) =>
    `Rejected by Meta${template.rejectedReason ? ` (${template.rejectedReason.toLowerCase().replaceAll('_', ' ')})` : ''}. Edit it at Meta to have it reviewed again.`,
  paused: () =>
    'Paused by Meta because people blocked or reported it. It resumes by itself after some hours.',
  disabled: () => 'Disabled by Meta for good. Create a new template.',
  'in-appeal': () => 'An appeal against its rejection is being reviewed by Meta.',
  'limit-exceeded': () => 'Meta has reached its limit of templates for this account.',
  archived: () => 'Archived at Meta. Restore it there to use it again.',
  'pending-deletion': () => 'Is being deleted at Meta.',
  deleted: () => 'Was deleted at Meta.',
  other: () => 'In a state at Meta in which it cannot be sent.',
};

export type TemplateProblem = { readonly key: string; readonly sentence: string };

/** Longest body after substitution. Source: Meta, template components. */
const MAX_BODY = 1024;
const MAX_HEADER = 60;

/** What would make Meta refuse these values. The form shows it; the send checks it again. */
export function checkTemplateValues(template: Template, values: TemplateValues): readonly TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  for (const variable of listVariables(template)) {
    const value = values[variable.key] ?? '';
    const sentence = explainBadValue(value) ?? explainBadPart(variable, value);
    if (sentence !== undefined) problems.push({ key: variable.key, sentence });
  }
  const rendered = renderTemplate(template, values);
  if (rendered.body.length > MAX_BODY) {
    problems.push({
      key: 'body',
      sentence: `The message is ${rendered.body.length - MAX_BODY} characters too long for WhatsApp.`,
    });
  }
  if (template.header?.text !== undefined && (rendered.header?.length ?? 0) > MAX_HEADER) {
    problems.push({ key: 'header', sentence: `The header may have at most ${MAX_HEADER} characters.` });
  }
  return problems;
}

/** Source: Meta, copy code buttons. */
const MAX_CODE = 20;

function explainBadPart({ key }: TemplateVariable, value: string): string | undefined {
  if (key === 'header:coordinates' && parseMapLink(value) === undefined)
    return 'No coordinates stand in this. Paste a long map link, or write “51.5072, -0.1276”.';
  if (/^button:\d+:code$/u.test(key) && value.trim().length > MAX_CODE)
    return `A code to copy may have at most ${MAX_CODE} characters.`;
  return undefined;
}

function explainBadValue(value: string): string | undefined {
  if (value.trim() === '') return 'This value is empty. WhatsApp refuses a template with an empty value.';
  if (/[\n\r\t]/.test(value)) return 'WhatsApp allows no line breaks or tabs in a value.';
  if (/ {5,}/.test(value)) return 'WhatsApp allows at most four spaces in a row.';
  return undefined;
}
