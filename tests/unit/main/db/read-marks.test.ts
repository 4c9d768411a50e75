import { describe, expect, it } from 'vitest';
import { getConversation } from '../../../../main/db/conversations.ts';
import type { WriteHandle } from '../../../../main/db/handle.ts';
import { listMessages } from '../../../../main/db/messages.ts';
import {
  confirmMarks,
  listMarksToPublish,
  markAllRead,
  markOldRead,
  markRead,
  markUnread,
} from '../../../../main/db/read-marks.ts';
import { listReplyNotices } from '../../../../main/db/reply-notices.ts';
import { BOB, HOUR, MINUTE, NOW, THREAD, begin, entry, received, sent, tell, addThreads } from './story.ts';
import { createTestDatabase } from './test-database.ts';

const { conversationId } = THREAD;

function prepare(): WriteHandle {
  const db = createTestDatabase();
  begin(db);
  return db;
}

describe('read marks', () => {
  function addReplies(): WriteHandle {
    const db = prepare();
    tell(db, ...[0, 1, 2].map((n) => entry(20 + n, 'message.received', received(`n${n}`, NOW + n * MINUTE))));
    return db;
  }
  const keyOf = (db: WriteHandle, index: number) =>
    listMessages(db, { conversationId, limit: 10 }).messages[index]?.sortKey ?? '';

  it('count what stands below the message that was seen, and never move back', () => {
    const db = addReplies();
    expect(markRead(db, { conversationId, upToSortKey: keyOf(db, 1), now: NOW })).toMatchObject({
      unreadCount: 1,
      conversations: [conversationId],
      records: ['amara'],
    });
    expect(getConversation(db, { conversationId }).firstUnreadMessageId).toBe(received('n2', 0).messageId);
    markRead(db, { conversationId, upToSortKey: keyOf(db, 0), now: NOW });
    expect(getConversation(db, { conversationId }).unreadCount).toBe(1);
  });

  it('take in the reactions that came after the newest message', () => {
    const db = addReplies();
    tell(db, entry(30, 'message.sent', sent('m1', NOW)));
    tell(
      db,
      entry(
        31,
        'message.received',
        received('r', NOW + HOUR, { content: { type: 'reaction', targetWamid: 'wamid.m1', emoji: '👍' } }),
      ),
    );
    markRead(db, {
      conversationId,
      upToSortKey: listMessages(db, { conversationId, limit: 1 }).messages[0]?.sortKey ?? '',
      now: NOW,
    });
    expect(getConversation(db, { conversationId }).unreadCount).toBe(0);
  });

  it('are kept when the messages come only afterwards', () => {
    const db = addReplies();
    const upToSortKey = keyOf(db, 2);
    const other = prepare();
    markRead(other, { conversationId, upToSortKey, now: NOW });
    tell(
      other,
      ...[0, 1, 2].map((n) => entry(20 + n, 'message.received', received(`n${n}`, NOW + n * MINUTE))),
    );
    expect(getConversation(other, { conversationId }).unreadCount).toBe(0);
  });

  it('come back with "mark as unread", also where the reply was answered, until it is answered anew or read', () => {
    const db = addReplies();
    const unread = () => getConversation(db, { conversationId }).unreadCount;
    tell(db, entry(30, 'message.sent', sent('m1', NOW + 10 * MINUTE)));
    expect(unread()).toBe(0);
    expect(markUnread(db, { conversationId, now: NOW })).toMatchObject({ unreadCount: 1 });
    expect(getConversation(db, { conversationId }).firstUnreadMessageId).toBe(received('n2', 0).messageId);
    expect(listReplyNotices(db).replies).toMatchObject([{ conversationId, unreadCount: 1 }]);
    markRead(db, { conversationId, upToSortKey: keyOf(db, 2), now: NOW });
    expect(unread()).toBe(0);
    markUnread(db, { conversationId, now: NOW });
    tell(db, entry(31, 'message.sent', sent('m2', NOW + 20 * MINUTE)));
    expect(unread()).toBe(0);
  });

  it('agree between two desktops of one user, whichever was offline, and the later of "unread" and "read" wins', () => {
    const [desk, laptop] = [addReplies(), addReplies()];
    const unread = (db: WriteHandle) => getConversation(db, { conversationId }).unreadCount;
    let seq = 50;
    const carry = (from: WriteHandle, ...to: WriteHandle[]) => {
      const marks = listMarksToPublish(from, { limit: 10 });
      for (const mark of marks) for (const db of to) tell(db, entry(seq, 'read-mark.changed', mark));
      seq += 1;
      confirmMarks(from, { marks });
      return marks.length;
    };
    markRead(desk, { conversationId, upToSortKey: keyOf(desk, 1), now: NOW });
    expect(carry(desk, laptop)).toBe(1);
    expect([unread(desk), unread(laptop)]).toEqual([1, 1]);
    // Read further here, less far but later there: what either has seen is read.
    markRead(desk, { conversationId, upToSortKey: keyOf(desk, 2), now: NOW + 1 });
    markUnread(laptop, { conversationId, now: NOW + 2 });
    carry(desk, laptop);
    carry(laptop, desk);
    expect([unread(desk), unread(laptop)]).toEqual([1, 1]);
    markRead(desk, { conversationId, upToSortKey: keyOf(desk, 2), now: NOW + 3 });
    carry(desk, laptop);
    expect([unread(desk), unread(laptop)]).toEqual([0, 0]);
    expect(listMarksToPublish(laptop, { limit: 10 })).toEqual([]);
  });

  it('are not told where they are a guess, and do not undo what the user marked', () => {
    const db = addReplies();
    markUnread(db, { conversationId, now: NOW });
    markOldRead(db, { before: NOW + HOUR });
    expect(getConversation(db, { conversationId }).unreadCount).toBe(1);
    const other = addReplies();
    markOldRead(other, { before: NOW + HOUR });
    expect(listMarksToPublish(other, { limit: 10 })).toEqual([]);
  });

  it('can be set on everything that waits for the user, or on what is old', () => {
    const db = addReplies();
    addThreads(db, 2);
    expect(markOldRead(db, { before: NOW + MINUTE }).unreadCount).toBe(2);
    expect(markAllRead(db, { now: NOW }).unreadCount).toBe(0);
    expect(listReplyNotices(db)).toEqual({ replies: [], unreadCount: 0 });
  });
});

describe('listReplyNotices', () => {
  it('shows one line for each conversation that waits for the user, with its newest reply', () => {
    const db = prepare();
    addThreads(db, 1, BOB.id);
    tell(
      db,
      entry(20, 'message.received', received('a', NOW)),
      entry(21, 'message.received', received('b', NOW + MINUTE)),
    );
    expect(listReplyNotices(db)).toEqual({
      unreadCount: 2,
      replies: [
        {
          conversationId,
          messageId: received('b', 0).messageId,
          personName: 'Amara Okafor',
          channelName: 'Agency number',
          text: 'Inbound b',
          at: NOW + MINUTE,
          unreadCount: 2,
        },
      ],
    });
  });
});
