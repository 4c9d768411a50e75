import { describe, expect, test } from 'vitest';
import type { ConversationDetails } from '../../../../../shared/ipc/views.ts';
import * as reduce from '../../../../../renderer/store/chat/reduce.ts';
import { initialChat } from '../../../../../renderer/store/chat/state.ts';
import { aMessage, conversationId, messageId, sentBy } from '../../words/a-message.ts';

const c = conversationId('c');
const details = {
  id: c,
  unreadCount: 1,
  firstUnreadMessageId: messageId('b'),
  draft: 'kept',
} as ConversationDetails; // the rest is not read
const page = { messages: [aMessage('a', 0), aMessage('b', 1)], hasOlder: true, hasNewer: false };
const opened = reduce.openStretch(reduce.startChat(initialChat, c), c, {
  details,
  page,
  landing: { kind: 'newest' },
});
const ids = (state: typeof opened) => state.messages.map((message) => message.id).join('');

describe('opening', () => {
  test('puts the divider at the first unread message and fills in the draft', () => {
    expect(opened.dividerId).toBe('b');
    expect(opened.drafts[c]).toBe('kept');
  });

  test('keeps what was typed here over what main has', () => {
    const typed = reduce.writeDraft(reduce.startChat(initialChat, c), c, 'newer');
    expect(reduce.openStretch(typed, c, { details, page, landing: { kind: 'newest' } }).drafts[c]).toBe(
      'newer',
    );
  });

  test('one that left the user’s sight takes what was shown of it along, and leaves what was typed', () => {
    const quoting = reduce.writeDraft({ ...opened, quotes: { [c]: aMessage('a', 0) } }, c, 'typed');
    const lost = reduce.loseChat(quoting, c);
    expect(lost).toMatchObject({ phase: 'lost', messages: [], details: undefined, quotes: {} });
    expect(lost.drafts[c]).toBe('typed');
    expect(reduce.loseChat(quoting, conversationId('d'))).toBe(quoting);
    expect(reduce.openStretch(lost, c, { details, page, landing: { kind: 'newest' } }).phase).toBe('ready');
  });

  test('an answer for a conversation that was left is stale', () => {
    const elsewhere = reduce.startChat(opened, conversationId('d'));
    expect(reduce.openStretch(elsewhere, c, { details, page, landing: { kind: 'newest' } })).toBe(elsewhere);
    expect(reduce.addOlder(elsewhere, c, page)).toBe(elsewhere);
    expect(reduce.addNewer(elsewhere, c, page, true)).toBe(elsewhere);
  });
});

describe('messages', () => {
  test('older ones go before, newer ones after, and nothing doubles', () => {
    const older = reduce.addOlder(opened, c, {
      messages: [aMessage('0', -1), aMessage('a', 0)],
      hasOlder: false,
      hasNewer: true,
    });
    expect(ids(older)).toBe('0ab');
    expect(older.hasOlder).toBe(false);
    expect(older.hasNewer).toBe(false);
    const newer = reduce.addNewer(
      older,
      c,
      { messages: [aMessage('b', 1), aMessage('c', 2)], hasOlder: true, hasNewer: false },
      true,
    );
    expect(ids(newer)).toBe('0abc');
    expect(newer.anchorId).toBe('a');
  });

  test('a message that arrives late takes its place by its sort key', () => {
    const late = reduce.addNewer(opened, c, { ...page, messages: [aMessage('x', 0.5)] }, true);
    expect(ids(late)).toBe('axb');
  });

  test('a changed message replaces the old one; an unknown one is not added out of its place', () => {
    const read = aMessage('b', 1, { ...sentBy('Kate'), status: 'read' });
    const changed = reduce.updateMessages(opened, c, [read, aMessage('z', 99)]);
    expect(ids(changed)).toBe('ab');
    expect(changed.messages[1]?.status).toBe('read');
  });

  test('a message that did not change stays the same object, so that its row is not rendered again', () => {
    const more = { ...page, messages: [aMessage('a', 0), aMessage('c', 2)] };
    const next = reduce.addNewer(opened, c, more, true);
    expect(next.messages[0]).toBe(opened.messages[0]);
    expect(reduce.addNewer(opened, c, structuredClone(page), true).messages).toBe(opened.messages);
  });

  test('the divider marks the first message that came while nobody watched', () => {
    const calm = reduce.clearDivider(opened);
    const more = {
      ...page,
      messages: [aMessage('c', 2, sentBy('Kate')), aMessage('d', 3), aMessage('e', 4)],
    };
    expect(reduce.addNewer(calm, c, more, true).dividerId).toBeUndefined();
    expect(reduce.addNewer(calm, c, more, false).dividerId).toBe('d');
    expect(reduce.addNewer(opened, c, more, false).dividerId).toBe('b');
  });
});

describe('sending', () => {
  test('a refused text comes back with the reason, before what was typed since', () => {
    const emptied = reduce.writeDraft(opened, c, '');
    const failed = { text: 'Hello', quote: undefined, sentence: 'The window is closed.' };
    expect(reduce.failSend(emptied, c, failed)).toMatchObject({
      drafts: { [c]: 'Hello' },
      sendFailures: { [c]: 'The window is closed.' },
    });
    expect(reduce.failSend(reduce.writeDraft(opened, c, 'and'), c, failed).drafts[c]).toBe('Hello\nand');
  });

  test('typing on takes the reason away', () => {
    const failed = reduce.failSend(opened, c, { text: 'Hello', quote: undefined, sentence: 'No.' });
    expect(reduce.writeDraft(failed, c, 'Hello!').sendFailures).toEqual({});
  });

  test('drafts and quotes of other conversations survive a change of conversation', () => {
    const quoted = reduce.setQuote(opened, c, aMessage('a', 0));
    const elsewhere = reduce.startChat(quoted, conversationId('d'));
    expect(elsewhere.drafts[c]).toBe('kept');
    expect(elsewhere.quotes[c]?.id).toBe('a');
    expect(elsewhere.messages).toEqual([]);
  });
});

test('what was seen only moves on', () => {
  const seen = reduce.markSeen(opened, '20');
  expect(reduce.markSeen(seen, '10')).toBe(seen);
  expect(reduce.markSeen(seen, '30').seenUpTo).toBe('30');
});
