import type { WebhookItem } from '../../shared/whatsapp/webhook.ts';
import type { CompanyConfig } from '../config.ts';

export type CompanyNews = { readonly templateIds: readonly string[]; readonly isNumberChanged: boolean };

/** Fields that tell of the account or a number in ways that only a look at the number makes plain. */
const ABOUT_THE_NUMBER: ReadonlySet<string> = new Set([
  'account_update',
  'account_alerts',
  'account_review_update',
  'phone_number_name_update',
  'account_settings_update',
]);

/**
 * What of the company's these webhooks say has changed, beyond what they tell themselves. Undefined for nothing, which is
 * nearly always: this is asked for every webhook.
 */
export function findNews(
  items: readonly WebhookItem[],
  { wabaId }: Pick<CompanyConfig, 'wabaId'>,
): CompanyNews | undefined {
  let templateIds: Set<string> | undefined;
  let isNumberChanged = false;
  for (const item of items) {
    if (item.kind === 'template' && item.wabaId === wabaId) (templateIds ??= new Set()).add(item.templateId);
    else if (item.kind === 'number' && item.wabaId === wabaId) isNumberChanged = true;
    else if (item.kind === 'other' && ABOUT_THE_NUMBER.has(item.field)) isNumberChanged = true;
  }
  if (templateIds === undefined && !isNumberChanged) return undefined;
  return { templateIds: [...(templateIds ?? [])], isNumberChanged };
}
