import { describe, expect, it } from 'vitest';
import { channelIdSchema, messageIdSchema } from '../../../../shared/domain/ids.ts';
import { renderTemplate, templateSchema } from '../../../../shared/domain/template.ts';
import type { OutboxJob } from '../../../../shared/outbound/outbox.ts';
import { buildMessageBody } from '../../../../shared/whatsapp/build-message.ts';

const base = {
  messageId: messageIdSchema.parse('0190f0aa-0000-7000-8000-000000000001'),
  channelId: channelIdSchema.parse('200300400500600'),
  addressee: { to: '+447700900456' },
};

function textJob(text: string, extra: Partial<OutboxJob> = {}): OutboxJob {
  return { ...base, content: { type: 'text', text }, ...extra };
}

function templateJob(described: object, values: Record<string, string>): OutboxJob {
  const template = templateSchema.parse({
    id: '987650001',
    wabaId: '100200300400500',
    name: 'interview_invite',
    language: 'en_GB',
    status: 'approved',
    category: 'utility',
    parameterFormat: 'positional',
    body: 'Hello.',
    syncedAt: 0,
    ...described,
  });
  return {
    ...base,
    template,
    content: {
      type: 'template',
      templateId: template.id,
      name: template.name,
      language: template.language,
      category: template.category,
      values,
      rendered: renderTemplate(template, values),
    },
  };
}

describe('what else is said', () => {
  const send = (content: OutboxJob['content']) => buildMessageBody({ ...base, content });

  it('is a reaction, with an empty emoji where it is taken back', () => {
    const targetWamid = 'wamid.X';
    expect(send({ type: 'reaction', targetWamid, emoji: '👍' })).toMatchObject({
      type: 'reaction',
      reaction: { message_id: 'wamid.X', emoji: '👍' },
    });
    expect(send({ type: 'reaction', targetWamid })).toMatchObject({
      reaction: { message_id: 'wamid.X', emoji: '' },
    });
  });

  it('is a place, with its coordinates as text', () => {
    const place = { latitude: 51.5072, longitude: -0.1276 };
    expect(send({ type: 'location', ...place, name: 'Head office', address: '1 Example St' })).toMatchObject({
      type: 'location',
      location: {
        latitude: '51.5072',
        longitude: '-0.1276',
        name: 'Head office',
        address: '1 Example St',
      },
    });
    expect(send({ type: 'location', ...place })).toMatchObject({
      location: { latitude: '51.5072', longitude: '-0.1276' },
    });
  });

  it('is a card, whose number can be written to at once', () => {
    const contact = { name: 'Priya Shah', phones: ['+442079460999'], emails: ['priya@example.co.uk'] };
    expect(send({ type: 'contacts', contacts: [contact] })).toMatchObject({
      type: 'contacts',
      contacts: [
        {
          name: { formatted_name: 'Priya Shah', first_name: 'Priya Shah' },
          phones: [{ phone: '+442079460999', type: 'WORK', wa_id: '442079460999' }],
          emails: [{ email: 'priya@example.co.uk', type: 'WORK' }],
        },
      ],
    });
  });
});

describe('free text', () => {
  it('goes to a number, with our message id as callback data', () => {
    expect(buildMessageBody(textJob('Hi Sam'))).toEqual({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: '+447700900456',
      type: 'text',
      text: { preview_url: false, body: 'Hi Sam' },
      biz_opaque_callback_data: base.messageId,
    });
  });

  it('goes to a user id without any number', () => {
    const body = buildMessageBody(textJob('Hi', { addressee: { recipient: 'GB.1029384756102938475610' } }));
    expect(body).toMatchObject({ recipient: 'GB.1029384756102938475610' });
    expect(body).not.toHaveProperty('to');
  });

  it.each([
    ['See https://example.co.uk/jobs', true],
    ['See HTTP://example.co.uk', true],
    ['See example.co.uk', false],
  ])('asks for a preview of %j: %s', (text, isPreviewed) => {
    expect(buildMessageBody(textJob(text))).toHaveProperty('text.preview_url', isPreviewed);
  });

  it('quotes the message that it answers', () => {
    expect(buildMessageBody(textJob('Yes', { quotedWamid: 'wamid.IN' }))).toHaveProperty('context', {
      message_id: 'wamid.IN',
    });
  });
});

describe('a template', () => {
  it('without variables has no components', () => {
    expect(buildMessageBody(templateJob({}, {}))).toMatchObject({
      type: 'template',
      template: { name: 'interview_invite', language: { code: 'en_GB' } },
    });
    expect(buildMessageBody(templateJob({}, {}))).not.toHaveProperty('template.components');
  });

  it('gives positional values in the order of their numbers, wherever they stand', () => {
    const job = templateJob(
      { body: '{{2}} meets {{1}} and again {{2}} on {{10}}; {{3}}{{4}}{{5}}{{6}}{{7}}{{8}}{{9}}' },
      Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`body:${index + 1}`, `v${index + 1}`])),
    );
    expect(buildMessageBody(job)).toHaveProperty('template.components', [
      {
        type: 'body',
        parameters: Array.from({ length: 10 }, (_, index) => ({ type: 'text', text: `v${index + 1}` })),
      },
    ]);
  });

  it('names its values where the template does', () => {
    const job = templateJob(
      {
        parameterFormat: 'named',
        body: 'Hi {{first_name}}, {{role}}',
        header: { format: 'text', text: '{{role}}' },
      },
      { 'header:role': 'Chef', 'body:first_name': ' Sam ', 'body:role': 'Site Manager' },
    );
    expect(buildMessageBody(job)).toHaveProperty('template.components', [
      { type: 'header', parameters: [{ type: 'text', parameter_name: 'role', text: 'Chef' }] },
      {
        type: 'body',
        parameters: [
          { type: 'text', parameter_name: 'first_name', text: 'Sam' },
          { type: 'text', parameter_name: 'role', text: 'Site Manager' },
        ],
      },
    ]);
  });

  it('gives a link its suffix by the place of the button, and static buttons nothing', () => {
    const job = templateJob(
      {
        parameterFormat: 'named',
        buttons: [
          { kind: 'reply', text: 'Yes' },
          { kind: 'url', text: 'Site', url: 'https://example.co.uk' },
          { kind: 'url', text: 'Details', url: 'https://example.co.uk/i/{{1}}' },
        ],
      },
      { 'button:2:1': 'abc123' },
    );
    expect(buildMessageBody(job)).toHaveProperty('template.components', [
      { type: 'button', sub_type: 'url', index: '2', parameters: [{ type: 'text', text: 'abc123' }] },
    ]);
  });
});

describe('a template with a file at its top', () => {
  const media = { mediaId: '77', mimeType: 'application/pdf', fileName: 'Interview.pdf' };
  const withFile = (kind: 'image' | 'video' | 'document', buttons: object[] = []): OutboxJob => {
    const job = templateJob({ header: { format: kind }, body: 'Hi {{1}}', buttons }, { 'body:1': 'Sam' });
    if (job.content.type !== 'template') throw new Error('made as a template');
    return { ...job, content: { ...job.content, media: { ...media, kind } } };
  };

  it.each([
    ['document', { id: '77', filename: 'Interview.pdf' }],
    ['image', { id: '77' }],
    ['video', { id: '77' }],
  ] as const)('gives a %s by the id of its upload, before everything else', (kind, described) => {
    expect(buildMessageBody(withFile(kind))).toHaveProperty('template.components', [
      { type: 'header', parameters: [{ type: kind, [kind]: described }] },
      { type: 'body', parameters: [{ type: 'text', text: 'Sam' }] },
    ]);
  });

  it('gives nothing to buttons that reply or call', () => {
    const buttons = [
      { kind: 'reply', text: 'Accept' },
      { kind: 'phone', text: 'Call us' },
    ];
    expect(buildMessageBody(withFile('image', buttons))).toEqual({
      ...buildMessageBody(withFile('image')),
    });
  });
});

it.each<[string, Partial<OutboxJob>]>([
  ['a template without its copy', { content: templateJob({}, {}).content }],
  ['a photo', { content: { type: 'image', media: { mimeType: 'image/png' } } }],
])('refuses %s as a bug of ours', (_name, extra) => {
  expect(() => buildMessageBody(textJob('x', extra))).toThrow('Assertion failed');
});

describe('a file', () => {
  const media = { mediaId: '77', mimeType: 'application/pdf', fileName: 'CV.pdf', caption: 'My *CV*' };
  const bodyOf = (content: OutboxJob['content']) => buildMessageBody({ ...base, content });

  it('goes by the id of its upload, a document under its own name', () => {
    expect(bodyOf({ type: 'document', media })).toMatchObject({
      type: 'document',
      document: { id: '77', caption: 'My *CV*', filename: 'CV.pdf' },
    });
    expect(bodyOf({ type: 'image', media })).toMatchObject({ image: { id: '77', caption: 'My *CV*' } });
  });

  it('that is a sound has no caption', () => {
    const body = bodyOf({ type: 'audio', media, isVoiceNote: false });
    expect(body).toMatchObject({ type: 'audio', audio: { id: '77' } });
    expect(JSON.stringify(body)).not.toContain('caption');
  });

  it('that was not uploaded is not sent', () => {
    expect(() => bodyOf({ type: 'image', media: { mimeType: 'image/png' } })).toThrow(
      'when it has been uploaded',
    );
  });
});

it('a place as the header and a code to copy go out as Meta wants them', () => {
  const described = {
    header: { format: 'location' },
    buttons: [
      { kind: 'reply', text: 'Yes' },
      { kind: 'copy-code', text: 'Copy code' },
    ],
  };
  const body = buildMessageBody(
    templateJob(described, {
      'header:coordinates': '53.79648, -1.54785',
      'header:place': 'Leeds station',
      'header:address': 'New Station Street',
      'button:1:code': 'WELCOME20',
    }),
  );
  expect(body).toMatchObject({
    template: {
      components: [
        {
          type: 'header',
          parameters: [
            {
              type: 'location',
              location: {
                latitude: '53.79648',
                longitude: '-1.54785',
                name: 'Leeds station',
                address: 'New Station Street',
              },
            },
          ],
        },
        {
          type: 'button',
          sub_type: 'copy_code',
          index: '1',
          parameters: [{ type: 'coupon_code', coupon_code: 'WELCOME20' }],
        },
      ],
    },
  });
});
