import { describe, expect, test } from 'vitest';
import { describeMessage, listTranscriptLines } from '../../../../renderer/words/transcript-lines.ts';
import type { MessageView } from '../../../../shared/ipc/views.ts';
import { aMessage, messageId, sentBy } from './a-message.ts';

const template: MessageView['content'] = {
  type: 'template',
  templateId: 't',
  name: 'job',
  language: 'en_GB',
  category: 'marketing',
  values: {},
  rendered: { body: 'Hi', buttons: [] },
};

/** Each message as its place in its group: [ first, ] last, - between. */
function groups(messages: readonly MessageView[], dividerId?: string): string {
  return listTranscriptLines(messages, dividerId === undefined ? undefined : messageId(dividerId))
    .map(({ startsGroup, endsGroup }) => (startsGroup ? '[' : '') + '-' + (endsGroup ? ']' : ''))
    .join(' ');
}

describe('groups', () => {
  test('messages of one breath are one group', () => {
    expect(groups([aMessage('a', 0), aMessage('b', 1), aMessage('c', 2)])).toBe('[- - -]');
  });

  test.each<[string, MessageView]>([
    ['five minutes', aMessage('b', 5)],
    ['the other side', aMessage('b', 1, sentBy('Kate'))],
    ['a template', aMessage('b', 1, { content: template })],
    ['a reaction', aMessage('b', 1, { reactions: [{ emoji: '👍', isInbound: true }] })],
  ])('%s breaks a group', (_what, message) => {
    expect(groups([aMessage('a', 0), message])).toBe('[-] [-]');
  });

  test('another colleague breaks a group, and so does a failure', () => {
    const kate = aMessage('a', 0, { ...sentBy('Kate'), status: 'sent' });
    expect(groups([kate, aMessage('b', 1, { ...sentBy('Tom'), status: 'sent' })])).toBe('[-] [-]');
    expect(groups([kate, aMessage('b', 1, { ...sentBy('Kate'), status: 'failed' })])).toBe('[-] [-]');
  });

  test('the line of new messages breaks a group and counts what was received', () => {
    const messages = [aMessage('a', 0), aMessage('b', 1), aMessage('c', 2, sentBy('Kate')), aMessage('d', 3)];
    expect(groups(messages, 'b')).toBe('[-] [-] [-] [-]');
    expect(listTranscriptLines(messages, messageId('b')).map(({ newCount }) => newCount)).toEqual([
      undefined,
      2,
      undefined,
      undefined,
    ]);
  });
});

test('each day begins once', () => {
  const messages = [aMessage('a', -13 * 60), aMessage('b', 0), aMessage('c', 60), aMessage('d', 13 * 60)];
  expect(listTranscriptLines(messages, undefined).map(({ startsDay }) => startsDay)).toEqual([
    true,
    true,
    false,
    true,
  ]);
});

test('the screen reader hears who, when, what and how far it came', () => {
  const sent = aMessage('a', 2, {
    ...sentBy('Kate'),
    status: 'delivered',
    content: { type: 'text', text: '*Hi*' },
  });
  expect(describeMessage(sent, 'Amara')).toBe('Kate, 12:02: Hi. Delivered');
  const file = { state: 'here' as const, fileName: 'Rota.pdf' };
  expect(describeMessage({ ...sent, content: template, file }, 'Amara')).toBe(
    'Kate, 12:02: Rota.pdf. Hi. Delivered',
  );
  expect(describeMessage(aMessage('b', 3), 'Amara')).toBe('Amara, 12:03: b');
  const asked = { ...sent, content: { type: 'text' as const, text: 'May I send you the details?' } };
  expect(describeMessage(asked, 'Amara')).toBe('Kate, 12:02: May I send you the details? Delivered');
});
