import { expect, test } from 'vitest';
import { parseWebhook } from '../../../../shared/whatsapp/webhook.ts';
import { NOW, METADATA, SAM, TEXT, REPORT, webhook, parseValue } from './webhook-fixtures.ts';

test('A message is cut out with its channel, person, name, time and content.', () => {
  const message = {
    ...TEXT,
    from: '447700900456',
    from_user_id: 'GB.1',
    context: { id: 'wamid.0', from: '442079460123' },
  };
  expect(parseValue({ contacts: [SAM], messages: [message] })).toEqual([
    {
      kind: 'message',
      phoneNumberId: '200300400500600',
      wamid: 'wamid.1',
      at: 1_763_900_000_000,
      from: { bsuid: 'GB.1', waId: '447700900456' },
      profile: { name: 'Sam Taylor', username: 'sam.taylor' },
      content: { type: 'text', text: 'Hi' },
      quotedWamid: 'wamid.0',
    },
  ]);
});

test.each<[string, readonly unknown[] | undefined, object, object]>([
  [
    'number only, as before 2026',
    [{ wa_id: '447700900456' }],
    { from: '447700900456' },
    { waId: '447700900456' },
  ],
  ['user id only', [{ user_id: 'GB.1' }], { from_user_id: 'GB.1' }, { bsuid: 'GB.1' }],
  ['no contacts at all', undefined, { from: '447700900456' }, { waId: '447700900456' }],
  ['contacts that are no list', 'x' as never, { from: '447700900456' }, { waId: '447700900456' }],
  ['ids only in the one contact', [SAM], {}, { bsuid: 'GB.1', waId: '447700900456' }],
  [
    'the number only in its contact',
    [{ wa_id: '1' }, SAM],
    { from_user_id: 'GB.1' },
    { bsuid: 'GB.1', waId: '447700900456' },
  ],
  [
    'the user id only in its contact',
    [{ user_id: 'GB.9' }, SAM],
    { from: '447700900456' },
    { bsuid: 'GB.1', waId: '447700900456' },
  ],
  ['a contact that is somebody else', [SAM], { from_user_id: 'GB.2' }, { bsuid: 'GB.2' }],
  ['a number with a plus', [], { from: '+447700900456' }, { waId: '447700900456' }],
  ['a number that came as a number', [], { from: 447700900456 }, { waId: '447700900456' }],
  [
    'a number that is none',
    [SAM],
    { from: 'anonymous', from_user_id: 'GB.1' },
    { bsuid: 'GB.1', waId: undefined },
  ],
])('A sender with %s is recognised.', (_case, contacts, ids, from) => {
  const [item] = parseValue({ contacts, messages: [{ ...TEXT, ...ids }] });
  expect(item).toMatchObject({ kind: 'message', from });
});

test.each<[string, unknown]>([
  ['null', null],
  ['a list', []],
  ['no id', { ...TEXT, id: undefined, from: '447700900456' }],
  ['an empty id', { ...TEXT, id: '', from: '447700900456' }],
  ['an id of a page', { ...TEXT, id: 'x'.repeat(600), from: '447700900456' }],
  ['nobody it is from', TEXT],
  ['a group it was sent to', { ...TEXT, from: '447700900456', group_id: 'Y2FwaV9ncm91cDo' }],
])('A message with %s is kept as it came, and its neighbour is read.', (_case, message) => {
  const items = parseValue({ messages: [message, { ...TEXT, from: '447700900456' }] });
  expect(items).toMatchObject([
    { kind: 'other', field: 'messages', payload: { metadata: METADATA, message } },
    { kind: 'message' },
  ]);
});

test.each([
  ['1763900000', 1_763_900_000_000],
  [1_763_900_000, 1_763_900_000_000],
  ['yesterday', NOW],
  ['-5', NOW],
  ['1763900000000', NOW],
  ['1.5', NOW],
  [null, NOW],
  [{}, NOW],
])('The time %j is read as %d.', (timestamp, at) => {
  expect(parseValue({ messages: [{ ...TEXT, from: '447700900456', timestamp }] })).toMatchObject([{ at }]);
});

test('A changed number names the old ids and the new ones.', () => {
  const system = {
    type: 'user_changed_number',
    body: 'Sam changed',
    wa_id: '447700900789',
    user_id: 'GB.NEW',
    previous_user_id: 'GB.OLD',
  };
  const [item] = parseValue({
    messages: [{ id: 'wamid.S', timestamp: '1', type: 'system', from: '447700900456', system }],
  });
  expect(item).toMatchObject({
    from: { bsuid: 'GB.OLD', waId: '447700900456' },
    movedTo: { bsuid: 'GB.NEW', waId: '447700900789' },
    content: { type: 'system', kind: 'user_changed_number' },
  });
});

test('A changed user id without any number is enough, and one without an old id stands for the new one.', () => {
  const message = (system: object) => ({
    id: 'wamid.S',
    timestamp: '1',
    type: 'system',
    system: { type: 'user_changed_user_id', ...system },
  });
  expect(
    parseValue({ messages: [message({ user_id: 'GB.NEW', previous_user_id: 'GB.OLD' })] }),
  ).toMatchObject([{ from: { bsuid: 'GB.OLD' }, movedTo: { bsuid: 'GB.NEW' } }]);
  expect(parseValue({ messages: [message({ user_id: 'GB.NEW' })] })).toMatchObject([
    { kind: 'message', from: { bsuid: 'GB.NEW' } },
  ]);
  expect(parseValue({ messages: [message({})] })).toMatchObject([{ kind: 'other' }]);
});

test('A changed identity moves nobody.', () => {
  const message = {
    id: 'wamid.S',
    timestamp: '1',
    type: 'system',
    from: '447700900456',
    identity: { hash: 'x' },
    system: { type: 'customer_identity_changed', wa_id: '447700900456' },
  };
  const [item] = parseValue({ messages: [message] });
  expect(item).toMatchObject({ kind: 'message', from: { waId: '447700900456' } });
  expect(item).not.toHaveProperty('movedTo');
});

test('A status carries recipient, callback data, price and error.', () => {
  const failed = {
    ...REPORT,
    status: 'failed',
    recipient_id: '447700900456',
    biz_opaque_callback_data: 'm1',
    errors: [
      {
        code: '131047',
        title: 'Re-engagement message',
        error_data: { details: 'More than 24 hours' },
        href: 'x',
      },
    ],
    pricing: { billable: false, pricing_model: 'PMP', type: 'free_entry_point', category: 'marketing' },
  };
  expect(parseValue({ statuses: [failed] })).toMatchObject([
    {
      kind: 'status',
      wamid: 'wamid.2',
      status: 'failed',
      at: 1_763_900_010_000,
      recipient: { waId: '447700900456' },
      callbackData: 'm1',
      error: { code: 131_047, title: 'Re-engagement message', details: 'More than 24 hours' },
      pricing: { category: 'marketing', type: 'free_entry_point', isBillable: false },
    },
  ]);
});

test.each<[string, { contacts?: readonly unknown[]; status: object }, object]>([
  [
    'both ids, one of them in the contact',
    { contacts: [SAM], status: { recipient_id: '447700900456' } },
    { recipient: { bsuid: 'GB.1', waId: '447700900456' } },
  ],
  ['nobody', { status: {} }, { recipient: undefined }],
  [
    'a group',
    { contacts: [SAM], status: { recipient_id: '447700900456', recipient_type: 'group' } },
    { recipient: undefined },
  ],
  ['a price that is nonsense', { status: { pricing: 'free' } }, { pricing: undefined }],
  ['errors that are nonsense', { status: { errors: [{}] } }, { error: undefined }],
  [
    'callback data that is too long',
    { status: { biz_opaque_callback_data: 'x'.repeat(300) } },
    { callbackData: undefined },
  ],
])('A status with %s is read.', (_case, { contacts, status }, expected) => {
  expect(parseValue({ contacts, statuses: [{ ...REPORT, ...status }] })).toMatchObject([
    { kind: 'status', ...expected },
  ]);
});

test.each([['deleted'], ['warning'], [''], [null], [7]])(
  'A status %j, which we do not know, is kept as it came.',
  (status) => {
    expect(parseValue({ statuses: [{ ...REPORT, status }] })).toMatchObject([{ kind: 'other' }]);
  },
);

test('A preference is an opt-out or the end of one.', () => {
  const preference = (value: string) => ({
    wa_id: '447700900456',
    user_id: 'GB.1',
    detail: 'x',
    category: 'marketing_messages',
    value,
    timestamp: 1_763_900_000,
  });
  const value = {
    metadata: METADATA,
    contacts: [SAM],
    user_preferences: [preference('stop'), preference('resume'), preference('signup'), preference('maybe')],
  };
  expect(parseWebhook(webhook('user_preferences', value), NOW)).toMatchObject([
    {
      kind: 'preference',
      hasOptedOut: true,
      at: 1_763_900_000_000,
      person: { bsuid: 'GB.1', waId: '447700900456' },
    },
    { hasOptedOut: false },
    { hasOptedOut: false },
    { kind: 'other', field: 'user_preferences' },
  ]);
});

const TEMPLATE = {
  message_template_id: 987_650_001,
  message_template_name: 'invite',
  message_template_language: 'en-US',
};

test.each<[string, object, object]>([
  [
    'message_template_status_update',
    { ...TEMPLATE, event: 'REJECTED', reason: 'SCAM' },
    { status: 'rejected', rejectedReason: 'SCAM' },
  ],
  [
    'message_template_status_update',
    { ...TEMPLATE, event: 'APPROVED', reason: 'NONE' },
    { status: 'approved', rejectedReason: undefined },
  ],
  ['message_template_status_update', { ...TEMPLATE, event: 'FLAGGED', reason: null }, { status: undefined }],
  [
    'message_template_quality_update',
    { ...TEMPLATE, previous_quality_score: 'GREEN', new_quality_score: 'RED' },
    { quality: 'red' },
  ],
  [
    'template_category_update',
    { ...TEMPLATE, previous_category: 'UTILITY', new_category: 'MARKETING' },
    { category: 'marketing' },
  ],
])('%s with %j changes the template.', (field, value, change) => {
  expect(parseWebhook(webhook(field, value, 1_763_900_000), NOW)).toMatchObject([
    {
      kind: 'template',
      templateId: '987650001',
      name: 'invite',
      language: 'en_US',
      wabaId: '100',
      at: 1_763_900_000_000,
      ...change,
    },
  ]);
});

test.each<[string, object, object]>([
  [
    'business_capability_update',
    { max_daily_conversations_per_business: 'TIER_2K' },
    { limit: { people: 2_000 } },
  ],
  [
    'business_capability_update',
    { max_daily_conversations_per_business: 'TIER_UNLIMITED' },
    { limit: { people: undefined } },
  ],
  [
    'phone_number_quality_update',
    { display_phone_number: '+44 20 7946 0123', event: 'FLAGGED', current_limit: 'TIER_250' },
    { displayDigits: '442079460123', limit: { people: 250 }, quality: 'red' },
  ],
  [
    'phone_number_quality_update',
    { display_phone_number: '442079460123', event: 'ONBOARDING' },
    { limit: undefined, quality: undefined },
  ],
])('%s with %j changes the number.', (field, value, change) => {
  expect(parseWebhook(webhook(field, value), NOW)).toMatchObject([
    { kind: 'number', wabaId: '100', at: NOW, ...change },
  ]);
});

test.each([
  ['account_update', { event: 'ACCOUNT_RESTRICTION' }],
  ['account_alerts', { alert_info: {} }],
  ['security', { event: 'PIN_CHANGED' }],
  ['smb_message_echoes', { message_echoes: [] }],
  ['message_template_status_update', { event: 'APPROVED' }],
  ['business_capability_update', {}],
  ['__proto__', {}],
  ['messages', { metadata: METADATA, errors: [{ code: 131_000 }] }],
  ['messages', null],
])('%s with %j is kept as it came.', (field, value) => {
  expect(parseWebhook(webhook(field, value, 1_763_900_000), NOW)).toMatchObject([
    { kind: 'other', field, payload: value },
  ]);
});

test.each([
  [null],
  [[]],
  ['x'],
  [{ object: 'page', entry: [] }],
  [{ object: 'whatsapp_business_account' }],
  [{ object: 'whatsapp_business_account', entry: [{}] }],
])('%j is no webhook.', (body) => {
  expect(parseWebhook(body, NOW)).toBeUndefined();
});
