import { describe, expect, it } from 'vitest';
import type { WriteHandle } from '../../../../main/db/handle.ts';
import { listMessages } from '../../../../main/db/messages.ts';
import { createReaction } from '../../../../main/db/send-reaction.ts';
import { createRetry } from '../../../../main/db/retry-message.ts';
import { settle } from '../../../../main/db/outbox.ts';
import type { MessageContent } from '../../../../shared/domain/message-content.ts';
import { messageIdForWamid } from '../../../../shared/domain/ids.ts';
import {
  ALICES_NUMBER,
  AMARA,
  BOB,
  HOUR,
  MINUTE,
  NOW,
  THREAD,
  begin,
  entry,
  messageId,
  received,
  sent,
  status,
  tell,
  threadOf,
} from './story.ts';
import { createTestDatabase } from './test-database.ts';

const { conversationId } = THREAD;
const HELLO = messageIdForWamid('wamid.hello');

function beginWithHello(): WriteHandle {
  const db = createTestDatabase();
  begin(db);
  tell(db, entry(10, 'message.received', received('hello', NOW - HOUR)));
  return db;
}

function list(db: WriteHandle) {
  return listMessages(db, { conversationId, limit: 50 }).messages;
}

function react(db: WriteHandle, name: string, emoji?: string, now = NOW) {
  return createReaction(db, {
    messageId: messageId(name),
    conversationId,
    targetMessageId: HELLO,
    emoji,
    now,
  });
}

function say(db: WriteHandle, seq: number, content: MessageContent, at = NOW) {
  return tell(db, entry(seq, 'message.received', received(`said-${seq}`, at, { content })));
}

describe('a reaction of ours', () => {
  it('shows on its message at once, with who and how far it came, and waits in the outbox', () => {
    const db = beginWithHello();
    const { changes } = react(db, 'r', '👍');
    const reactions = [{ emoji: '👍', isInbound: false, by: 'Alice Marsh', status: 'queued' }];
    expect(list(db)).toMatchObject([{ id: HELLO, reactions }]);
    // The window is told of the message that looks different now.
    expect(changes.messages[0]?.messageIds).toContain(HELLO);
  });

  it('is replaced by the next, taken back by an empty one, and stands beside the person’s', () => {
    const db = beginWithHello();
    say(db, 11, { type: 'reaction', targetWamid: 'wamid.hello', emoji: '🙏' });
    react(db, 'a', '👍');
    react(db, 'b', '❤️', NOW + MINUTE);
    expect(list(db)[0]?.reactions.map(({ emoji }) => emoji)).toEqual(['🙏', '❤️']);
    react(db, 'c', undefined, NOW + 2 * MINUTE);
    expect(list(db)[0]?.reactions.map(({ emoji }) => emoji)).toEqual(['🙏']);
  });

  it('that failed shows the one before, and stays in place with its reason, to be tried again', () => {
    const db = beginWithHello();
    react(db, 'a', '👍');
    react(db, 'b', '❤️', NOW + MINUTE);
    const failure = { code: 131000, sentence: 'It failed.', advice: 'Again.', canRetry: true };
    const result = tell(
      db,
      entry(12, 'message.status', status('b', 'failed', NOW, { failure, messageId: messageId('b') })),
    );
    expect(result.messages.flatMap(({ messageIds }) => messageIds)).toContain(HELLO);
    expect(list(db)).toMatchObject([
      { id: HELLO, reactions: [{ emoji: '👍' }] },
      { id: messageId('b'), status: 'failed', failure },
    ]);
    createRetry(db, { messageId: messageId('c'), ofMessageId: messageId('b'), now: NOW + 2 * MINUTE });
    expect(list(db)[0]).toMatchObject({ reactions: [{ emoji: '❤️', status: 'queued' }] });
  });

  it.each([
    ['two emoji', { emoji: '👍👍' }, 'one emoji'],
    ['words', { emoji: 'yes' }, 'one emoji'],
    ['a closed window', { now: NOW + 24 * HOUR }, 'no reaction'],
    ['a message that is not there', { targetMessageId: messageId('nobody') }, 'no longer there'],
    ['a message that WhatsApp does not have yet', { targetMessageId: messageId('waiting') }, 'not accepted'],
    ['a reaction', { targetMessageId: messageIdForWamid('wamid.said-12') }, 'this kind'],
    [
      'a message of more than thirty days ago',
      { targetMessageId: messageIdForWamid('wamid.old') },
      '30 days',
    ],
  ])('is refused for %s', (_name, change, sentence) => {
    const db = beginWithHello();
    const { wamid: _none, ...waiting } = sent('waiting', NOW, { status: 'queued' });
    tell(
      db,
      entry(11, 'message.sent', waiting),
      entry(13, 'message.received', received('old', NOW - 31 * 24 * HOUR)),
    );
    say(db, 12, { type: 'reaction', targetWamid: 'wamid.hello', emoji: '🙏' });
    const input = {
      messageId: messageId('r'),
      conversationId,
      targetMessageId: HELLO,
      emoji: '👍',
      now: NOW,
    };
    expect(() => createReaction(db, { ...input, ...change })).toThrow(sentence);
  });
});

describe('an edit', () => {
  it('changes the message, keeps what it said before, and is no line of its own', () => {
    const db = beginWithHello();
    say(db, 11, { type: 'edit', targetWamid: 'wamid.hello', text: 'First' });
    const { messages } = say(
      db,
      12,
      { type: 'edit', targetWamid: 'wamid.hello', text: 'Second' },
      NOW + MINUTE,
    );
    expect(list(db)).toMatchObject([
      {
        id: HELLO,
        content: { type: 'text', text: 'Second' },
        earlier: [
          { text: 'Inbound hello', at: NOW - HOUR },
          { text: 'First', at: NOW },
        ],
      },
    ]);
    expect(messages.flatMap(({ messageIds }) => messageIds)).toContain(HELLO);
  });

  it('of a file changes its caption', () => {
    const db = beginWithHello();
    const media = { mimeType: 'image/png', caption: 'Me' };
    tell(db, entry(11, 'message.received', received('photo', NOW, { content: { type: 'image', media } })));
    say(db, 12, { type: 'edit', targetWamid: 'wamid.photo', text: 'Me in May' });
    expect(list(db)[1]).toMatchObject({
      content: { type: 'image', media: { caption: 'Me in May' } },
      earlier: [{ text: 'Me' }],
    });
  });

  it('that comes before its message changes it all the same', () => {
    const db = beginWithHello();
    say(db, 11, { type: 'edit', targetWamid: 'wamid.late', text: 'New' });
    expect(list(db)).toHaveLength(2);
    tell(db, entry(12, 'message.received', received('late', NOW - MINUTE)));
    expect(list(db)).toMatchObject([{ id: HELLO }, { content: { text: 'New' } }]);
  });
});

describe('a deletion', () => {
  it('marks the message and keeps what it said', () => {
    const db = beginWithHello();
    say(db, 11, { type: 'revoke', targetWamid: 'wamid.hello' });
    expect(list(db)).toMatchObject([{ id: HELLO, content: { text: 'Inbound hello' }, deletedAt: NOW }]);
  });
});

describe('what is about a message that is not here', () => {
  it.each<MessageContent>([
    { type: 'edit', targetWamid: 'wamid.unknown', text: 'New' },
    { type: 'revoke', targetWamid: 'wamid.unknown' },
    { type: 'reaction', targetWamid: 'wamid.unknown', emoji: '👍' },
  ])('is a line of its own: $type', (content) => {
    const db = beginWithHello();
    say(db, 11, content);
    expect(list(db)).toMatchObject([{ id: HELLO }, { content }]);
  });

  it.each<MessageContent>([
    { type: 'edit', targetWamid: 'wamid.ours', text: 'Somebody else’s words' },
    { type: 'revoke', targetWamid: 'wamid.ours' },
  ])('nor does $type change what somebody else wrote', (content) => {
    const db = beginWithHello();
    tell(db, entry(11, 'message.sent', sent('ours', NOW)));
    say(db, 12, content, NOW + MINUTE);
    expect(list(db)).toMatchObject([{ id: HELLO }, { content: { text: 'Outbound ours' } }, { content }]);
    expect(list(db)[1]).not.toHaveProperty('deletedAt');
  });

  it('stands in the conversation where it came, when the message stands in another', () => {
    const db = beginWithHello();
    const other = threadOf(ALICES_NUMBER.id, AMARA, BOB.id);
    tell(db, entry(11, 'message.received', received('elsewhere', NOW, other)));
    say(db, 12, { type: 'revoke', targetWamid: 'wamid.elsewhere' });
    expect(list(db)).toHaveLength(2);
  });
});

it('a settled reaction is told with the message that it is about', () => {
  const db = beginWithHello();
  react(db, 'r', '👍');
  const verdict = { kind: 'accepted', wamid: 'wamid.r' } as const;
  const { changes } = settle(db, { messageId: messageId('r'), verdict, now: NOW });
  expect(changes.messages.flatMap(({ messageIds }) => messageIds)).toContain(HELLO);
});
