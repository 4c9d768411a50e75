import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeContent, messageContentSchema } from '../../../../shared/domain/message-content.ts';
import { contentFromMeta } from '../../../../shared/whatsapp/content-from-meta.ts';

const MEDIA = { mime_type: 'image/jpeg', sha256: 'abc', id: '11', url: 'https://x.example' };
const KEPT = { mimeType: 'image/jpeg', sha256: 'abc', mediaId: '11' };

test.each<[string, Record<string, unknown>, unknown]>([
  ['text', { type: 'text', text: { body: 'Hi' } }, { type: 'text', text: 'Hi' }],
  [
    'image with a caption',
    { type: 'image', image: { ...MEDIA, caption: 'Me' } },
    { type: 'image', media: { ...KEPT, caption: 'Me' } },
  ],
  ['video', { type: 'video', video: MEDIA }, { type: 'video', media: KEPT }],
  [
    'document with its name',
    { type: 'document', document: { ...MEDIA, filename: 'CV Sam.pdf' } },
    { type: 'document', media: { ...KEPT, fileName: 'CV Sam.pdf' } },
  ],
  [
    'document without anything',
    { type: 'document', document: {} },
    { type: 'document', media: { mimeType: 'application/octet-stream' } },
  ],
  [
    'voice note',
    { type: 'audio', audio: { ...MEDIA, voice: true } },
    { type: 'audio', media: KEPT, isVoiceNote: true },
  ],
  ['audio file', { type: 'audio', audio: MEDIA }, { type: 'audio', media: KEPT, isVoiceNote: false }],
  ['sticker', { type: 'sticker', sticker: { ...MEDIA, animated: true } }, { type: 'sticker', media: KEPT }],
  [
    'location',
    { type: 'location', location: { latitude: 51.5, longitude: '-0.12', name: 'Office', url: 'x' } },
    { type: 'location', latitude: 51.5, longitude: -0.12, name: 'Office' },
  ],
  [
    'contacts',
    {
      type: 'contacts',
      contacts: [
        {
          name: { formatted_name: 'Priya Shah' },
          phones: [{ phone: '+44 20' }, { wa_id: '4477' }],
          emails: [{ email: 'p@x.example' }],
        },
        { name: { first_name: 'A', last_name: 'B' } },
        {},
      ],
    },
    {
      type: 'contacts',
      contacts: [
        { name: 'Priya Shah', phones: ['+44 20', '4477'], emails: ['p@x.example'] },
        { name: 'A B', phones: [], emails: [] },
        { name: '', phones: [], emails: [] },
      ],
    },
  ],
  [
    'reaction',
    { type: 'reaction', reaction: { message_id: 'wamid.1', emoji: '👍' } },
    { type: 'reaction', targetWamid: 'wamid.1', emoji: '👍' },
  ],
  [
    'reaction taken back',
    { type: 'reaction', reaction: { message_id: 'wamid.1' } },
    { type: 'reaction', targetWamid: 'wamid.1' },
  ],
  [
    'reaction taken back with nothing',
    { type: 'reaction', reaction: { message_id: 'wamid.1', emoji: '' } },
    { type: 'reaction', targetWamid: 'wamid.1' },
  ],
  [
    'button',
    { type: 'button', button: { payload: 'yes-1', text: 'Yes' } },
    { type: 'button', text: 'Yes', payload: 'yes-1' },
  ],
  [
    'button without payload',
    { type: 'button', button: { text: 'Yes' } },
    { type: 'button', text: 'Yes', payload: 'Yes' },
  ],
  [
    'reply button',
    { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: 'b1', title: 'Yes' } } },
    { type: 'choice', id: 'b1', title: 'Yes' },
  ],
  [
    'list row',
    {
      type: 'interactive',
      interactive: { type: 'list_reply', list_reply: { id: 'l1', title: '10:00', description: 'Video' } },
    },
    { type: 'choice', id: 'l1', title: '10:00', description: 'Video' },
  ],
  [
    'form',
    {
      type: 'interactive',
      interactive: { type: 'nfm_reply', nfm_reply: { name: 'flow', body: 'Sent', response_json: '{}' } },
    },
    { type: 'choice', id: 'flow', title: 'Sent' },
  ],
  ['choice that Meta cannot pass on', { type: 'interactive' }, { type: 'unsupported', kind: 'interactive' }],
  [
    'order',
    { type: 'order', order: { text: 'Two', product_items: [{}, {}] } },
    { type: 'order', itemCount: 2, text: 'Two' },
  ],
  [
    'system',
    {
      type: 'system',
      system: {
        type: 'user_changed_number',
        body: 'User Sam changed from 447700900456 to 447700900789',
        wa_id: '447700900789',
      },
    },
    { type: 'system', kind: 'user_changed_number', text: 'Changed to a new phone number: 07700 900789' },
  ],
  [
    'system without words',
    { type: 'system', system: { type: 'user_changed_user_id' } },
    { type: 'system', kind: 'user_changed_user_id', text: 'Changed to a new WhatsApp account' },
  ],
  [
    'system of a kind that every object answers to',
    { type: 'system', system: { type: '__proto__' } },
    { type: 'system', kind: '__proto__', text: 'WhatsApp reported a change' },
  ],
  [
    'edit',
    {
      type: 'edit',
      edit: { original_message_id: 'wamid.1', message: { type: 'text', text: { body: 'new' } } },
    },
    { type: 'edit', targetWamid: 'wamid.1', text: 'new' },
  ],
  [
    'edit of a caption',
    {
      type: 'edit',
      edit: {
        original_message_id: 'wamid.1',
        message: { type: 'image', image: { ...MEDIA, caption: 'new' } },
      },
    },
    { type: 'edit', targetWamid: 'wamid.1', text: 'new' },
  ],
  [
    'revoke',
    { type: 'revoke', revoke: { original_message_id: 'wamid.1' } },
    { type: 'revoke', targetWamid: 'wamid.1' },
  ],
  [
    'unsupported',
    { type: 'unsupported', unsupported: { type: 'poll_creation' } },
    { type: 'unsupported', kind: 'poll_creation' },
  ],
  ['unsupported of old', { type: 'unsupported', errors: [] }, { type: 'unsupported', kind: 'unsupported' }],
])('%s is read.', (_case, message, content) => {
  expect(contentFromMeta(message)).toEqual(content);
});

test.each([
  ['a type from the future', { type: 'hologram', hologram: { a: 1 } }, 'hologram'],
  ['no type', { text: { body: 'x' } }, 'none'],
  ['a type that is the name of a property of objects', { type: 'constructor' }, 'constructor'],
  ['a text without its payload', { type: 'text' }, 'text'],
  ['a text whose body is an object', { type: 'text', text: { body: {} } }, 'text'],
  ['a location without numbers', { type: 'location', location: { latitude: 'north' } }, 'location'],
  ['an image that is a list', { type: 'image', image: [] }, 'image'],
])('%s keeps everything that came.', (_case, message, kind) => {
  expect(contentFromMeta(message)).toEqual({ type: 'unknown', kind, payload: message });
});

test('Whatever comes, the content is one that desktops can read and describe.', () => {
  const kinds = [
    'text',
    'image',
    'audio',
    'location',
    'contacts',
    'reaction',
    'button',
    'interactive',
    'order',
    'system',
    'edit',
    'revoke',
    'unsupported',
  ];
  const message = fc
    .constantFrom(...kinds)
    .chain((type) => fc.anything().map((payload) => ({ type, [type]: payload })));
  fc.assert(
    fc.property(message, (raw) => {
      const content = contentFromMeta(raw);
      expect(typeof describeContent(messageContentSchema.parse(content))).toBe('string');
    }),
  );
});
