import { describe, expect, it } from 'vitest';
import { getConversation, listConversations } from '../../../../main/db/conversations.ts';
import { getCursor } from '../../../../main/db/cursor.ts';
import { listMessages } from '../../../../main/db/messages.ts';
import { countUnprojected } from '../../../../main/db/unprojected.ts';
import { replayUnprojected } from '../../../../main/db/apply-batch.ts';
import { formatPhoneNumber } from '../../../../shared/domain/phone-number.ts';
import type { RawEvent } from '../../../../shared/protocol/events.ts';
import { createTestDatabase } from './test-database.ts';
import {
  ALICE,
  AMARA_RECORD,
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
  text,
  threadOf,
  AMARA,
  AMARA_NUMBER,
  COMPANY,
} from './story.ts';

const { conversationId } = THREAD;
const REFUSED = {
  code: 131047,
  sentence: 'The window is closed.',
  advice: 'Send a template.',
  canRetry: false,
};

function page(db: Parameters<typeof listMessages>[0]) {
  return listMessages(db, { conversationId, limit: 50 }).messages;
}

describe('applyBatch', () => {
  it('shows a reply in its conversation, opens the window and counts it as unread', () => {
    const db = createTestDatabase();
    begin(db);
    const reply = received('hello', NOW - HOUR, { content: text('Yes, I am interested') });
    const result = tell(db, entry(10, 'message.received', reply));
    expect(getConversation(db, { conversationId })).toMatchObject({
      personName: 'Amara Okafor',
      recordIds: ['amara'],
      owner: { userId: 'alice', displayName: 'Alice Marsh' },
      channel: { id: COMPANY.id, kind: 'company', name: 'Agency number' },
      lastMessage: { text: 'Yes, I am interested', isInbound: true, type: 'text', at: NOW - HOUR },
      windowClosesAt: NOW + 23 * HOUR,
      unreadCount: 1,
      phoneNumber: formatPhoneNumber(AMARA_NUMBER),
      firstUnreadMessageId: reply.messageId,
      canSend: true,
    });
    expect(result).toMatchObject({
      conversations: [conversationId],
      records: ['amara'],
      messages: [{ conversationId, messageIds: [reply.messageId] }],
      unreadCount: 1,
      isEverything: false,
      newInboundCount: 1,
      newInbound: [
        {
          conversationId,
          messageId: reply.messageId,
          personName: 'Amara Okafor',
          text: 'Yes, I am interested',
          ownerUserId: ALICE.id,
          channelId: COMPANY.id,
          isNew: true,
        },
      ],
    });
    expect(getCursor(db)).toBe(10);
  });

  it('tells a repeated entry once', () => {
    const db = createTestDatabase();
    begin(db);
    const reply = entry(10, 'message.received', received('hello', NOW));
    tell(db, reply, reply);
    expect(tell(db, reply)).toMatchObject({ newInbound: [], messages: [], unreadCount: 1 });
    expect(page(db)).toHaveLength(1);
  });

  it('keeps a status that comes before its message and applies it when the message comes', () => {
    const db = createTestDatabase();
    begin(db);
    tell(db, entry(10, 'message.status', status('m1', 'delivered', NOW + 2000)));
    tell(db, entry(11, 'message.status', status('m1', 'sent', NOW + 1000)));
    tell(db, entry(12, 'message.sent', sent('m1', NOW)));
    expect(page(db)).toMatchObject([
      { status: 'delivered', statusTimes: { accepted: NOW, sent: NOW + 1000, delivered: NOW + 2000 } },
    ]);
  });

  it('settles an unconfirmed message by the callback data of its first status', () => {
    const db = createTestDatabase();
    begin(db);
    const unconfirmed = sent('m1', NOW, { status: 'unconfirmed' });
    delete (unconfirmed as { wamid?: string }).wamid;
    tell(db, entry(10, 'message.sent', unconfirmed));
    tell(db, entry(11, 'message.status', status('m1', 'sent', NOW + 1000, { messageId: messageId('m1') })));
    tell(db, entry(12, 'message.status', status('m1', 'read', NOW + 3000)));
    expect(page(db)).toMatchObject([{ status: 'read' }]);
  });

  it('never lets a status step back and drops a failure that delivery disproves', () => {
    const db = createTestDatabase();
    begin(db);
    const failure = { code: 131026, sentence: 'Not on WhatsApp.', advice: 'Call.', canRetry: true };
    tell(db, entry(10, 'message.sent', sent('m1', NOW)));
    tell(db, entry(11, 'message.status', status('m1', 'failed', NOW + 1000, { failure })));
    expect(page(db)).toMatchObject([{ status: 'failed', failure }]);
    tell(db, entry(12, 'message.status', status('m1', 'delivered', NOW + 2000)));
    tell(db, entry(13, 'message.status', status('m1', 'sent', NOW + 3000)));
    const [message] = page(db);
    expect(message?.status).toBe('delivered');
    expect(message).not.toHaveProperty('failure');
  });

  it('closes the window when Meta says so, until the person writes again', () => {
    const db = createTestDatabase();
    begin(db);
    tell(
      db,
      entry(10, 'message.received', received('hello', NOW - HOUR)),
      entry(11, 'message.sent', sent('m1', NOW)),
    );
    tell(db, entry(12, 'message.status', status('m1', 'failed', NOW + 5000, { failure: REFUSED })));
    expect(getConversation(db, { conversationId }).windowClosesAt).toBe(NOW);
    tell(db, entry(13, 'message.received', received('again', NOW + 3000)));
    expect(getConversation(db, { conversationId }).windowClosesAt).toBe(NOW + 3000 + 24 * HOUR);
  });

  it('opens one window for every colleague on the channel', () => {
    const db = createTestDatabase();
    begin(db);
    const bobs = threadOf(COMPANY.id, AMARA, BOB.id);
    tell(
      db,
      entry(
        10,
        'message.sent',
        sent('bob', NOW - HOUR, { conversationId: bobs.conversationId, consultantUserId: BOB.id }),
      ),
    );
    const result = tell(db, entry(11, 'message.received', received('hello', NOW)));
    expect(getConversation(db, { conversationId: bobs.conversationId }).windowClosesAt).toBe(NOW + 24 * HOUR);
    expect(result.conversations.toSorted()).toEqual([conversationId, bobs.conversationId].toSorted());
  });

  it.each([
    ['a reaction', { type: 'reaction', targetWamid: 'wamid.x', emoji: '👍' }],
    ['a system note', { type: 'system', kind: 'user_changed_number', text: 'Changed number' }],
    ['an edit', { type: 'edit', targetWamid: 'wamid.x', text: 'Better' }],
    ['a deletion', { type: 'revoke', targetWamid: 'wamid.x' }],
  ] as const)('does not open the window for %s', (_name, content) => {
    const db = createTestDatabase();
    begin(db);
    tell(db, entry(10, 'message.received', received('x1', NOW, { content })));
    expect(getConversation(db, { conversationId })).not.toHaveProperty('windowClosesAt');
  });

  it('attaches a reaction to its target in either order and counts it as unread', () => {
    const db = createTestDatabase();
    begin(db);
    const thumb = { type: 'reaction', targetWamid: 'wamid.m1', emoji: '👍' } as const;
    tell(db, entry(10, 'message.received', received('r1', NOW + 2000, { content: thumb })));
    expect(page(db)).toMatchObject([{ content: thumb }]);
    tell(db, entry(11, 'message.sent', sent('m1', NOW)));
    expect(page(db)).toMatchObject([{ id: messageId('m1'), reactions: [{ emoji: '👍', isInbound: true }] }]);
    expect(getConversation(db, { conversationId })).toMatchObject({
      unreadCount: 1,
      lastMessage: { text: 'Reacted 👍' },
    });
    tell(
      db,
      entry(
        12,
        'message.received',
        received('r2', NOW + 4000, { content: { type: 'reaction', targetWamid: 'wamid.m1' } }),
      ),
    );
    expect(page(db)).toMatchObject([{ reactions: [] }]);
  });

  it('takes an answer, from whichever desktop, as having read what stands above it', () => {
    const db = createTestDatabase();
    begin(db);
    tell(
      db,
      entry(10, 'message.received', received('a', NOW)),
      entry(11, 'message.received', received('b', NOW + MINUTE)),
    );
    tell(db, entry(12, 'message.sent', sent('m1', NOW + 30_000)));
    expect(getConversation(db, { conversationId }).unreadCount).toBe(1);
    tell(db, entry(13, 'message.sent', sent('m2', NOW + 2 * MINUTE)));
    expect(getConversation(db, { conversationId }).unreadCount).toBe(0);
    const late = tell(db, entry(14, 'message.received', received('late', NOW + 1000)));
    expect(late).toMatchObject({ unreadCount: 0, newInbound: [{ isNew: false }] });
  });

  it('counts a colleague’s unread replies neither on the bell nor in the list', () => {
    const db = createTestDatabase();
    begin(db);
    const { conversationId: id } = threadOf(COMPANY.id, AMARA, BOB.id);
    tell(
      db,
      entry(9, 'conversation.changed', {
        id,
        personKey: AMARA,
        channelId: COMPANY.id,
        ownerUserId: BOB.id,
        createdAt: NOW,
      }),
      entry(10, 'message.received', received('hello', NOW, { conversationId: id })),
    );
    const list = listConversations(db, { filter: 'all', limit: 10, now: NOW });
    expect(list.counts).toEqual({ all: 2, mine: 1, unassigned: 0, unread: 0, waiting: 0, closing: 0 });
    expect(list.rows.map(({ unreadCount }) => unreadCount)).toEqual([0, 0]);
  });

  const malformed: readonly [string, RawEvent][] = [
    ['an unknown kind', { seq: 10, id: 'e10', at: NOW, kind: 'weather.changed', body: { sun: true } }],
    [
      'a body without its fields',
      { seq: 10, id: 'e10', at: NOW, kind: 'message.received', body: { at: 'noon' } },
    ],
    ['no body at all', { seq: 10, id: 'e10', at: NOW, kind: 'message.sent', body: undefined }],
    ['a wamid that another message has', entry(10, 'message.sent', sent('m2', NOW, { wamid: 'wamid.m1' }))],
  ];
  it.each(malformed)('keeps an entry with %s and goes on', (_name, bad) => {
    const db = createTestDatabase();
    begin(db);
    tell(db, entry(9, 'message.sent', sent('m1', NOW)));
    tell(db, bad, entry(11, 'message.received', received('after', NOW)));
    expect(countUnprojected(db)).toBe(1);
    expect(page(db)).toHaveLength(2);
    expect(getCursor(db)).toBe(11);
    replayUnprojected(db, { now: NOW, myUserId: ALICE.id });
    expect(countUnprojected(db)).toBe(1);
  });

  it('says that everything has changed after a catch-up, and describes only the newest replies', () => {
    const db = createTestDatabase();
    begin(db);
    const many = Array.from({ length: 501 }, (_, n) =>
      entry(10 + n, 'message.received', received(`n${n}`, NOW + n * 1000)),
    );
    const result = tell(db, ...many);
    expect(result).toMatchObject({
      isEverything: true,
      messages: [],
      conversations: [],
      newInboundCount: 501,
      unreadCount: 501,
    });
    expect(result.newInbound).toHaveLength(50);
    expect(result.newInbound.at(-1)?.text).toBe('Inbound n500');
  });

  it('knows a conversation by its messages before the log describes it', () => {
    const db = createTestDatabase();
    tell(db, entry(10, 'message.sent', sent('m1', NOW)), entry(11, 'record.upserted', AMARA_RECORD));
    expect(getConversation(db, { conversationId })).toMatchObject({
      owner: { userId: 'alice' },
      personName: 'Amara Okafor',
    });
  });
});
