import { SAM, WABA_ID, envelope, inbound, status, text } from '../meta-payloads.ts';

const MEDIA = { id: '1122334455', mime_type: 'application/pdf', sha256: 'abc', url: 'https://x.example/1' };
const ERROR = {
  code: 131047,
  title: 'Re-engagement',
  message: 'x',
  error_data: { details: 'More than 24 h' },
};

const message = (type: string, payload: unknown, extra: object = {}) =>
  inbound(`wamid.corpus.${type}`, { type, [type]: payload, ...extra });

const preferences = {
  field: 'user_preferences',
  value: {
    metadata: { display_phone_number: '442079460123', phone_number_id: '200300400500600' },
    contacts: [{ profile: { name: SAM.name }, wa_id: SAM.waId, user_id: SAM.bsuid }],
    user_preferences: [
      {
        wa_id: SAM.waId,
        user_id: SAM.bsuid,
        category: 'marketing_messages',
        value: 'stop',
        timestamp: 1_763_900_000,
      },
    ],
  },
};

const account = (field: string, value: unknown) => ({ field, value });

/** One well-formed webhook of every kind that Meta sends: what mutations begin with. */
export const WEBHOOKS: readonly unknown[] = [
  envelope(text('wamid.corpus.text', 'Yes, still interested')),
  envelope(text('wamid.corpus.stop', 'STOP')),
  envelope(text('wamid.corpus.reply', 'Yes', SAM, { context: { id: 'wamid.corpus.text' } })),
  envelope(message('image', { ...MEDIA, caption: 'Me' }), message('video', MEDIA), message('sticker', MEDIA)),
  envelope(
    message('document', { ...MEDIA, filename: 'CV Sam.pdf' }),
    message('audio', { ...MEDIA, voice: true }),
  ),
  envelope(message('location', { latitude: 51.5, longitude: '-0.12', name: 'Office' })),
  envelope(
    message('contacts', [
      { name: { formatted_name: 'Priya Shah' }, phones: [{ phone: '+44 20', wa_id: '4420' }] },
    ]),
  ),
  envelope(
    message('interactive', { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes' } }),
    message('button', { text: 'Stop', payload: 'STOP' }),
  ),
  envelope(message('reaction', { message_id: 'wamid.corpus.text', emoji: '👍' })),
  envelope(
    message('system', {
      type: 'user_changed_number',
      body: 'Sam changed',
      wa_id: '447700900789',
      user_id: 'GB.2029384756102938475610',
      previous_user_id: SAM.bsuid,
    }),
  ),
  envelope(message('unsupported', undefined, { errors: [{ code: 131051, title: 'Unsupported' }] })),
  envelope(
    message('edit', {
      original_message_id: 'wamid.corpus.text',
      message: { type: 'text', text: { body: 'No' } },
    }),
  ),
  envelope(message('revoke', { original_message_id: 'wamid.corpus.text' })),
  envelope(
    status('wamid.corpus.out', 'sent', {
      pricing: { category: 'marketing', type: 'regular', billable: true },
    }),
  ),
  envelope(
    status('wamid.corpus.out', 'read', { biz_opaque_callback_data: '0198c5a0-0000-7000-8000-000000000000' }),
  ),
  envelope(status('wamid.corpus.out', 'failed', { errors: [ERROR] })),
  envelope(preferences),
  envelope(
    account('message_template_status_update', {
      event: 'APPROVED',
      message_template_id: 123456789,
      message_template_name: 'job_opportunity',
      message_template_language: 'en_GB',
      reason: 'NONE',
    }),
    account('message_template_quality_update', {
      message_template_id: 123456789,
      message_template_name: 'job_opportunity',
      message_template_language: 'en_GB',
      previous_quality_score: 'GREEN',
      new_quality_score: 'RED',
    }),
  ),
  envelope(
    account('phone_number_quality_update', {
      display_phone_number: '442079460123',
      event: 'FLAGGED',
      current_limit: 'TIER_1K',
    }),
    account('account_update', { event: 'ACCOUNT_VIOLATION', waba_info: { waba_id: WABA_ID } }),
  ),
  envelope(account('a_field_of_tomorrow', { anything: [1, { deep: [null] }] })),
];
