import { describe, expect, it } from 'vitest';
import { checkContent } from '../../../../simulator/graph/messages/check-content.ts';

const reply = (id: string, title: string): object => ({ type: 'reply', reply: { id, title } });
const buttons = (...list: object[]): object => ({
  type: 'button',
  body: { text: 'x' },
  action: { buttons: list },
});
const rows = (count: number): object[] =>
  Array.from({ length: count }, (_unused, index) => ({ id: `r${index}`, title: `Row ${index}` }));
const list = (...sections: object[]): object => ({
  type: 'list',
  body: { text: 'x' },
  action: { button: 'Slots', sections },
});

describe('checking the payload of a message', () => {
  it.each<[string, string, unknown]>([
    ['text', 'of 4,096 characters', { body: 'x'.repeat(4_096) }],
    ['image', 'with an id', { id: '1', caption: 'x' }],
    ['document', 'with a link', { link: 'https://example.co.uk/a.pdf', filename: 'a.pdf' }],
    ['location', 'as strings', { latitude: '51.5', longitude: '-0.1' }],
    ['contacts', 'with a formatted name', [{ name: { formatted_name: 'Priya Shah' } }]],
    ['reaction', 'taken back', { message_id: 'wamid.X', emoji: '' }],
    ['interactive', 'with three buttons', buttons(reply('a', 'A'), reply('b', 'B'), reply('c', 'C'))],
    ['interactive', 'with a list', list({ title: 'T', rows: rows(10) })],
    [
      'interactive',
      'that asks for the number',
      { type: 'request_contact_info', body: { text: 'x' }, action: { name: 'request_contact_info' } },
    ],
  ])('accepts %s %s', (type, _what, content) => {
    expect(checkContent(type, content)).toBeUndefined();
  });

  it.each<[string, string, unknown, number]>([
    ['text', 'that is missing', undefined, 100],
    ['text', 'that is a string', 'hello', 100],
    ['text', 'without body', {}, 100],
    ['text', 'of 4,097 characters', { body: 'x'.repeat(4_097) }, 100],
    ['image', 'with neither id nor link', { caption: 'x' }, 100],
    ['image', 'with id and link', { id: '1', link: 'https://x.example/a.png' }, 100],
    ['image', 'with a caption of 1,025 characters', { id: '1', caption: 'x'.repeat(1_025) }, 100],
    ['document', 'with a link that is not https', { link: 'http://example.co.uk/a.pdf' }, 100],
    ['audio', 'with a caption', { id: '1', caption: 'x' }, 100],
    ['location', 'beyond the pole', { latitude: '91', longitude: '0' }, 131009],
    ['contacts', 'that is empty', [], 100],
    ['contacts', 'without a name', [{ phones: [] }], 131008],
    ['contacts', '258 at once', Array.from({ length: 258 }, () => ({ name: { formatted_name: 'x' } })), 100],
    ['reaction', 'without target', { emoji: '👍' }, 100],
    ['interactive', 'of an unknown kind', { type: 'quiz' }, 100],
    ['interactive', 'without action', { type: 'button', body: { text: 'x' } }, 131008],
    [
      'interactive',
      'with four buttons',
      buttons(reply('a', 'A'), reply('b', 'B'), reply('c', 'C'), reply('d', 'D')),
      131009,
    ],
    ['interactive', 'with equal titles', buttons(reply('a', 'A'), reply('b', 'A')), 131009],
    ['interactive', 'with a title of 21 characters', buttons(reply('a', 'x'.repeat(21))), 131009],
    ['interactive', 'with eleven rows', list({ title: 'T', rows: rows(11) }), 131009],
    [
      'interactive',
      'with two sections of which one has no title',
      list({ title: 'T', rows: rows(1) }, { rows: [] }),
      131009,
    ],
    [
      'interactive',
      'with a body of 1,025 characters',
      { ...buttons(reply('a', 'A')), body: { text: 'x'.repeat(1_025) } },
      131009,
    ],
  ])('refuses %s %s', (type, _what, content, code) => {
    expect(checkContent(type, content)?.code).toBe(code);
  });
});
