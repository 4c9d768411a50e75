import { expect, it, test } from 'vitest';
import {
  describeContent,
  type MessageContent,
  messageContentSchema,
} from '../../../../shared/domain/message-content.ts';

const media = { mimeType: 'application/pdf' };
const rendered = { body: 'Hi Sam', buttons: [] };

const described: readonly (readonly [MessageContent, string])[] = [
  [{ type: 'text', text: 'Hello' }, 'Hello'],
  [
    {
      type: 'template',
      templateId: '1',
      name: 'n',
      language: 'en_GB',
      category: 'utility',
      values: {},
      rendered,
    },
    'Hi Sam',
  ],
  [{ type: 'image', media }, 'Photo'],
  [{ type: 'image', media: { ...media, caption: 'My desk' } }, 'My desk'],
  [{ type: 'video', media }, 'Video'],
  [{ type: 'audio', media, isVoiceNote: true }, 'Voice message'],
  [{ type: 'audio', media, isVoiceNote: false }, 'Audio'],
  [{ type: 'document', media: { ...media, fileName: 'CV.pdf', caption: 'Mine' } }, 'CV.pdf'],
  [{ type: 'document', media: { ...media, fileName: 'CV\u202Efdp.exe' } }, 'CVfdp.exe'],
  [{ type: 'document', media }, 'Document'],
  [{ type: 'sticker', media }, 'Sticker'],
  [{ type: 'location', latitude: 51.5, longitude: -0.1 }, 'Location'],
  [{ type: 'location', latitude: 51.5, longitude: -0.1, address: '1 Example St' }, '1 Example St'],
  [
    {
      type: 'contacts',
      contacts: [
        { name: 'A', phones: [], emails: [] },
        { name: 'B', phones: [], emails: [] },
      ],
    },
    'A, B',
  ],
  [{ type: 'contacts', contacts: [] }, 'Contact'],
  [{ type: 'reaction', targetWamid: 'w', emoji: '👍' }, 'Reacted 👍'],
  [{ type: 'reaction', targetWamid: 'w' }, 'Took back a reaction'],
  [{ type: 'button', text: 'Yes', payload: 'y' }, 'Yes'],
  [{ type: 'choice', id: 's1', title: '10:00' }, '10:00'],
  [{ type: 'order', itemCount: 2 }, 'Order of 2 items'],
  [{ type: 'system', kind: 'user_changed_number', text: 'New number' }, 'New number'],
  [{ type: 'edit', targetWamid: 'w', text: 'Hullo' }, 'Edited: Hullo'],
  [{ type: 'revoke', targetWamid: 'w' }, 'Deleted a message'],
  [{ type: 'unsupported', kind: 'poll_creation' }, 'Unsupported message (poll creation)'],
  [
    { type: 'unknown', kind: 'hologram', payload: { x: 1 } },
    'Message of a kind this version does not know (hologram)',
  ],
];

test.each(described)('%j reads %j in a list', (content, line) => {
  expect(describeContent(content)).toBe(line);
});

test.each(described)('%j survives the wire', (content) => {
  expect(messageContentSchema.parse(JSON.parse(JSON.stringify(content)))).toEqual(content);
});

it('describes every type there is', () => {
  const types = messageContentSchema.options.map((option) => option.shape.type.value);
  expect(new Set(described.map(([content]) => content.type))).toEqual(new Set(types));
});
