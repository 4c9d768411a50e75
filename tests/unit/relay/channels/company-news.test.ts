import { expect, test } from 'vitest';
import { findNews } from '../../../../relay/channels/company-news.ts';
import { parseWebhook } from '../../../../shared/whatsapp/webhook.ts';

const WABA = '100200300400500';
const TEMPLATE = {
  message_template_id: 987,
  message_template_name: 'job_opportunity',
  message_template_language: 'en-GB',
};

function news(...changes: readonly (readonly [field: string, value: unknown, wabaId?: string])[]) {
  const entry = changes.map(([field, value, wabaId = WABA]) => ({
    id: wabaId,
    time: 1_763_900_000,
    changes: [{ field, value }],
  }));
  const items = parseWebhook({ object: 'whatsapp_business_account', entry }, 1) ?? [];
  return findNews(items, { wabaId: WABA });
}

test.each([
  ['message_template_components_update', { ...TEMPLATE, message_template_element: 'Hello' }],
  ['message_template_status_update', { ...TEMPLATE, event: 'APPROVED' }],
  ['message_template_quality_update', { ...TEMPLATE, new_quality_score: 'RED' }],
  ['template_category_update', { ...TEMPLATE, new_category: 'UTILITY' }],
])('%s names a template to fetch.', (field, value) => {
  expect(news([field, value])).toEqual({ templateIds: ['987'], isNumberChanged: false });
});

test.each([
  ['phone_number_quality_update', { display_phone_number: '442079460123', event: 'FLAGGED' }],
  ['business_capability_update', { max_daily_conversations_per_business: 2_000 }],
  ['account_update', { event: 'ACCOUNT_RESTRICTION' }],
  ['account_alerts', { alert_info: {} }],
  ['phone_number_name_update', { decision: 'APPROVED' }],
])('%s is a reason to look at the number.', (field, value) => {
  expect(news([field, value])).toEqual({ templateIds: [], isNumberChanged: true });
});

test('Many at once are told together, each template once.', () => {
  const status = ['message_template_status_update', { ...TEMPLATE, event: 'PAUSED' }] as const;
  expect(news(status, ['account_update', {}], status)).toEqual({
    templateIds: ['987'],
    isNumberChanged: true,
  });
});

test('Another account, messages and unknown fields are no news.', () => {
  const elsewhere = ['message_template_status_update', { ...TEMPLATE, event: 'PAUSED' }, '999'] as const;
  expect(news(elsewhere, ['calls', {}], ['messages', {}])).toBeUndefined();
});
