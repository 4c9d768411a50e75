import { type WebhookItem, parseWebhook } from '../../../../shared/whatsapp/webhook.ts';

export const NOW = 1_900_000_000_000;
export const METADATA = { display_phone_number: '442079460123', phone_number_id: '200300400500600' };
export const SAM = {
  profile: { name: 'Sam Taylor', username: '@sam.taylor' },
  wa_id: '447700900456',
  user_id: 'GB.1',
};
export const TEXT = { id: 'wamid.1', timestamp: '1763900000', type: 'text', text: { body: 'Hi' } };
export const REPORT = { id: 'wamid.2', status: 'delivered', timestamp: '1763900010' };

export function webhook(field: string, value: unknown, time?: number) {
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: '100', ...(time === undefined ? {} : { time }), changes: [{ field, value }] }],
  };
}

export function parseValue(value: object): readonly WebhookItem[] {
  return parseWebhook(webhook('messages', { metadata: METADATA, ...value }), NOW) ?? [];
}
