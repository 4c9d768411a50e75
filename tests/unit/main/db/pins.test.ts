import { describe, expect, it } from 'vitest';
import { listConversations } from '../../../../main/db/conversations.ts';
import type { WriteHandle } from '../../../../main/db/handle.ts';
import { pinConversation } from '../../../../main/db/pins.ts';
import type { ConversationId } from '../../../../shared/domain/ids.ts';
import { ALICE, NOW, addThreads, begin } from './story.ts';
import { createTestDatabase } from './test-database.ts';

function prepare(count: number) {
  const db = createTestDatabase();
  begin(db);
  const ids = addThreads(db, count, ALICE.id).map(({ conversationId }) => conversationId);
  return { db, ids };
}

/** Every page of a list, as somebody who scrolls sees them. */
function listAll(db: WriteHandle, filter: 'all' | 'mine' | 'unread', limit = 3): readonly ConversationId[] {
  const found: ConversationId[] = [];
  let before: string | undefined;
  do {
    const page = listConversations(db, { filter, limit, now: NOW, before });
    found.push(...page.rows.map(({ id }) => id));
    before = page.nextBefore;
  } while (before !== undefined);
  return found;
}

describe('a conversation that is pinned', () => {
  it('stands at the top, once, in the order of pinning, until it is let go', () => {
    const { db } = prepare(8);
    const usual = listAll(db, 'all');
    const [last, middle] = [usual.at(-1), usual[4]];
    if (last === undefined || middle === undefined) throw new Error('The story has too few conversations.');
    pinConversation(db, { conversationId: last, isPinned: true, now: NOW });
    pinConversation(db, { conversationId: middle, isPinned: true, now: NOW + 1 });
    pinConversation(db, { conversationId: last, isPinned: true, now: NOW + 2 });
    const others = usual.filter((id) => id !== last && id !== middle);
    expect(listAll(db, 'all')).toEqual([last, middle, ...others]);
    const [first, , third] = listConversations(db, { filter: 'all', limit: 9, now: NOW }).rows;
    expect([first?.isPinned, third?.isPinned]).toEqual([true, false]);
    pinConversation(db, { conversationId: last, isPinned: false, now: NOW });
    pinConversation(db, { conversationId: middle, isPinned: false, now: NOW });
    expect(listAll(db, 'all')).toEqual(usual);
  });

  it('changes nothing in what is to be worked off', () => {
    const { db } = prepare(5);
    const usual = listAll(db, 'unread');
    pinConversation(db, { conversationId: usual.at(-1)!, isPinned: true, now: NOW });
    expect(usual.length).toBeGreaterThan(2);
    expect(listAll(db, 'unread')).toEqual(usual);
  });

  it('is one of twenty at most', () => {
    const { db, ids } = prepare(21);
    ids.slice(0, 20).forEach((conversationId, n) => {
      pinConversation(db, { conversationId, isPinned: true, now: NOW + n });
    });
    const pin = () => pinConversation(db, { conversationId: ids[20]!, isPinned: true, now: NOW });
    expect(pin).toThrow('You have pinned 20 conversations. Unpin another one first.');
    pinConversation(db, { conversationId: ids[3]!, isPinned: false, now: NOW });
    expect(pin).not.toThrow();
  });
});
