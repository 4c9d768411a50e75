import { describe, expect, it } from 'vitest';
import {
  getConversation,
  listConversations,
  listConversationsForRecord,
} from '../../../../main/db/conversations.ts';
import { saveDraft } from '../../../../main/db/drafts.ts';
import type { WriteHandle } from '../../../../main/db/handle.ts';
import type { ConversationId, PersonKey, RecordId } from '../../../../shared/domain/ids.ts';
import {
  ALICE,
  ALICES_NUMBER,
  AMARA,
  AMARA_NUMBER,
  AMARA_RECORD,
  BOB,
  COMPANY,
  HOUR,
  NOW,
  THREAD,
  received,
  sent,
  begin,
  entry,
  tell,
  threadOf,
  addThreads,
  describeThread,
} from './story.ts';
import { createTestDatabase } from './test-database.ts';

const { conversationId } = THREAD;

function prepare(): WriteHandle {
  const db = createTestDatabase();
  begin(db);
  return db;
}

describe('listConversations', () => {
  it('pages through all of them, the most recent first', () => {
    const db = prepare();
    const threads = addThreads(db, 7);
    const ids: ConversationId[] = [];
    let before: string | undefined;
    do {
      const page = listConversations(db, { filter: 'all', before, limit: 3, now: NOW });
      ids.push(...page.rows.map(({ id }) => id));
      before = page.nextBefore;
    } while (before !== undefined);
    expect(ids).toEqual([...threads.map((thread) => thread.conversationId).toReversed(), conversationId]);
  });

  it('filters by owner and by what waits, and counts each', () => {
    const db = prepare();
    addThreads(db, 2);
    addThreads(db, 3, BOB.id);
    const listed = (filter: 'all' | 'mine' | 'unassigned' | 'unread') =>
      listConversations(db, { filter, limit: 10, now: NOW });
    expect(listed('all').counts).toEqual({
      all: 6,
      mine: 1,
      unassigned: 2,
      unread: 2,
      waiting: 0,
      closing: 0,
    });
    expect(listed('mine').rows.map(({ id }) => id)).toEqual([conversationId]);
    expect(listed('unassigned').rows.map(({ owner }) => owner)).toEqual([undefined, undefined]);
    expect(listed('unread').rows).toHaveLength(2);
  });

  it('lists who waits for me, and whose window closes within two hours', () => {
    const db = prepare();
    addThreads(db, 1, BOB.id);
    const list = (filter: 'waiting' | 'closing', now: number) =>
      listConversations(db, { filter, limit: 10, now }).rows.map(({ id }) => id);
    tell(db, entry(300, 'message.received', received('hello', NOW)));
    expect(list('waiting', NOW)).toEqual([conversationId]);
    const at = (hours: number) => list('closing', NOW + hours * HOUR);
    expect([at(0), at(21.9), at(22), at(23.9), at(24)]).toEqual([
      [],
      [],
      [conversationId],
      [conversationId],
      [],
    ]);
    const again = listConversations(db, { filter: 'all', limit: 1, now: NOW + 23 * HOUR });
    expect(again.counts).toMatchObject({ waiting: 1, closing: 1 });
    // A colleague's conversation with the same person keeps the window open for both.
    const bobs = threadOf(COMPANY.id, AMARA, BOB.id);
    tell(
      db,
      entry(301, 'conversation.changed', describeThread(bobs)),
      entry(302, 'message.received', received('to bob', NOW + 5 * HOUR, bobs)),
    );
    expect(at(23)).toEqual([]);
    tell(db, entry(303, 'message.sent', sent('answer', NOW + HOUR)));
    expect(list('waiting', NOW)).toEqual([]);
  });

  it('moves a conversation with a draft up, and marks it', () => {
    const db = prepare();
    addThreads(db, 2);
    saveDraft(db, { conversationId, text: 'Half a sen', now: NOW + HOUR });
    expect(listConversations(db, { filter: 'all', limit: 1, now: NOW }).rows[0]).toMatchObject({
      id: conversationId,
      hasDraft: true,
    });
    saveDraft(db, { conversationId, text: ' ', now: NOW + HOUR });
    expect(listConversations(db, { filter: 'all', limit: 1, now: NOW }).rows[0]?.id).not.toBe(conversationId);
    expect(getConversation(db, { conversationId })).toMatchObject({ hasDraft: false, draft: '' });
  });

  it('refuses a place that it did not give', () => {
    const db = prepare();
    const list = () => listConversations(db, { filter: 'all', before: 'tomorrow', limit: 1, now: NOW });
    expect(list).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });

  it('moves a conversation to the one who took it', () => {
    const db = prepare();
    const [thread] = addThreads(db, 1);
    if (thread === undefined) throw new Error('no thread');
    tell(db, entry(200, 'conversation.changed', { ...describeThread(thread), ownerUserId: BOB.id }));
    const [row] = listConversations(db, { filter: 'all', limit: 1, now: NOW }).rows;
    expect(row).toMatchObject({ owner: { displayName: 'Bob Reed' }, unreadCount: 0 });
  });
});

describe('listConversationsForRecord', () => {
  it('finds every thread with any of the record’s numbers, also one that hangs on a user id', () => {
    const db = prepare();
    const byUserId = 'by-user-id' as PersonKey;
    const threads = [
      threadOf(COMPANY.id, AMARA, BOB.id),
      threadOf(ALICES_NUMBER.id, AMARA, ALICE.id),
      threadOf(COMPANY.id, byUserId),
    ];
    tell(
      db,
      ...threads.map((thread, n) => entry(20 + n, 'conversation.changed', describeThread(thread))),
      entry(30, 'person.changed', {
        key: byUserId,
        bsuid: 'GB.1',
        waId: AMARA_NUMBER.slice(1),
        username: 'amara',
        aliases: [],
      }),
    );
    const { rows } = listConversationsForRecord(db, { recordId: AMARA_RECORD.id });
    expect(new Set(rows.map(({ id }) => id))).toEqual(
      new Set([conversationId, ...threads.map((t) => t.conversationId)]),
    );
    expect(rows.every(({ personName }) => personName === 'Amara Okafor')).toBe(true);
  });

  it('keeps threads with an earlier number of the same person', () => {
    const db = prepare();
    const moved = 'moved' as PersonKey;
    tell(
      db,
      entry(20, 'person.changed', { key: moved, waId: '447700900999', aliases: [AMARA_NUMBER.slice(1)] }),
      entry(21, 'conversation.changed', describeThread(threadOf(COMPANY.id, moved))),
    );
    expect(listConversationsForRecord(db, { recordId: AMARA_RECORD.id }).rows).toHaveLength(2);
  });

  it('finds none for a record without a number, or one that is not there', () => {
    const db = prepare();
    tell(db, entry(20, 'record.upserted', { ...AMARA_RECORD, id: 'plain' as RecordId, phones: [] }));
    expect(listConversationsForRecord(db, { recordId: 'plain' as RecordId }).rows).toEqual([]);
    expect(listConversationsForRecord(db, { recordId: 'nobody' as RecordId }).rows).toEqual([]);
  });
});

describe('the name of a person', () => {
  it.each([
    ['the record’s', [], 'Amara Okafor'],
    ['the WhatsApp name', [entry(20, 'record.erased', { recordId: AMARA_RECORD.id })], 'amara ✨'],
    [
      'the username',
      [
        entry(20, 'record.erased', { recordId: AMARA_RECORD.id }),
        entry(21, 'person.changed', {
          key: AMARA,
          bsuid: 'GB.1',
          username: 'amara',
          profileName: '',
          aliases: [],
        }),
      ],
      '@amara',
    ],
    [
      'nothing at all',
      [
        entry(20, 'record.erased', { recordId: AMARA_RECORD.id }),
        entry(21, 'person.changed', { key: AMARA, bsuid: 'GB.1', aliases: [] }),
      ],
      'WhatsApp user',
    ],
  ])('is %s', (_name, events, expected) => {
    const db = prepare();
    tell(db, ...events);
    expect(getConversation(db, { conversationId }).personName).toBe(expected);
  });
});
