import { describe, expect, it } from 'vitest';
import type { WriteHandle } from '../../../../main/db/handle.ts';
import { findMessageAt, listMessages } from '../../../../main/db/messages.ts';
import { searchMessages } from '../../../../main/db/search-messages.ts';
import type { ConversationId } from '../../../../shared/domain/ids.ts';
import { BOB, MINUTE, NOW, THREAD, begin, entry, received, sent, tell, text, addThreads } from './story.ts';
import { createTestDatabase } from './test-database.ts';

const { conversationId } = THREAD;

function prepare(): WriteHandle {
  const db = createTestDatabase();
  begin(db);
  return db;
}

describe('listMessages', () => {
  function addMessages(count: number): WriteHandle {
    const db = prepare();
    tell(
      db,
      ...Array.from({ length: count }, (_, n) =>
        entry(20 + n, 'message.received', received(`n${n}`, NOW + n * MINUTE)),
      ),
    );
    return db;
  }
  const texts = (page: ReturnType<typeof listMessages>) =>
    page.messages.map(({ content }) => (content.type === 'text' ? content.text.slice(9) : content.type));

  it('answers the newest page, oldest first', () => {
    const page = listMessages(addMessages(10), { conversationId, limit: 3 });
    expect([texts(page), page.hasOlder, page.hasNewer]).toEqual([['7', '8', '9'], true, false]);
  });

  it('pages backwards and forwards without a gap', () => {
    const db = addMessages(10);
    const newest = listMessages(db, { conversationId, limit: 4 });
    const older = listMessages(db, { conversationId, before: newest.messages[0]?.sortKey, limit: 4 });
    expect([texts(older), older.hasOlder, older.hasNewer]).toEqual([['2', '3', '4', '5'], true, true]);
    const newer = listMessages(db, { conversationId, after: older.messages.at(-1)?.sortKey, limit: 4 });
    expect([texts(newer), newer.hasOlder, newer.hasNewer]).toEqual([['6', '7', '8', '9'], true, false]);
    const oldest = listMessages(db, { conversationId, before: older.messages[0]?.sortKey, limit: 4 });
    expect([texts(oldest), oldest.hasOlder, oldest.hasNewer]).toEqual([['0', '1'], false, true]);
  });

  it.each([
    [0, ['0', '1', '2'], false, true],
    [5, ['3', '4', '5', '6', '7'], true, true],
    [9, ['5', '6', '7', '8', '9'], true, false],
  ])('centres a page on message %i', (n, expected, hasOlder, hasNewer) => {
    const around = received(`n${n}`, 0).messageId;
    const page = listMessages(addMessages(10), { conversationId, around, limit: 5 });
    expect([texts(page), page.hasOlder, page.hasNewer]).toEqual([expected, hasOlder, hasNewer]);
  });

  it.each([
    ['the first of a time', NOW + 3 * MINUTE, 3],
    ['the next after a time', NOW + 3 * MINUTE + 1_000, 4],
    ['the first of all', 0, 0],
    ['the last where nothing is later', NOW + 99 * MINUTE, 9],
  ])('finds %s', (_name, at, n) => {
    const { found } = findMessageAt(addMessages(10), { conversationId, at });
    expect(found?.messageId).toBe(received(`n${n}`, 0).messageId);
  });

  it('finds nothing in an empty conversation', () => {
    expect(findMessageAt(prepare(), { conversationId, at: NOW })).toEqual({});
  });

  it('names the colleague who sent, and says when a quoted message is not here', () => {
    const db = prepare();
    tell(
      db,
      entry(20, 'message.sent', sent('m1', NOW, { consultantUserId: BOB.id, quotedWamid: 'wamid.old' })),
    );
    expect(listMessages(db, { conversationId, limit: 5 }).messages[0]).toMatchObject({
      isInbound: false,
      sentBy: { userId: BOB.id, displayName: 'Bob Reed' },
      quoted: { text: 'A message that is not on this computer' },
      reactions: [],
    });
  });

  it('throws for a conversation that is not there', () => {
    const list = () => listMessages(prepare(), { conversationId: 'nowhere' as ConversationId, limit: 5 });
    expect(list).toThrow(expect.objectContaining({ code: 'not-found' }));
  });
});

describe('searchMessages', () => {
  it('finds words by their beginning, without accents, newest first, in one conversation or in all', () => {
    const db = prepare();
    const [other] = addThreads(db, 1);
    tell(
      db,
      entry(20, 'message.received', received('a', NOW, { content: text('Mein Lebenslauf und das Café') })),
      entry(
        21,
        'message.received',
        received('b', NOW + MINUTE, { ...other, content: text('LEBENSLAUF anbei') }),
      ),
      entry(
        22,
        'message.received',
        received('c', NOW, {
          content: {
            type: 'document',
            media: { mimeType: 'application/pdf', fileName: 'CV Okafor.pdf', caption: 'my lebenslauf' },
          },
        }),
      ),
    );
    const find = (query: string, limit = 10) =>
      searchMessages(db, { query, limit }).hits.map(({ excerpt }) => excerpt);
    expect(find('lebens')).toEqual([
      'LEBENSLAUF anbei',
      'CV Okafor.pdf my lebenslauf',
      'Mein Lebenslauf und das Café',
    ]);
    expect(searchMessages(db, { query: 'cafe leb', conversationId, limit: 10 }).hits).toHaveLength(1);
    expect(searchMessages(db, { query: 'lebens', limit: 2 })).toMatchObject({ hasMore: true });
    expect(searchMessages(db, { query: 'lebens', limit: 3 })).toMatchObject({ hasMore: false });
    expect(find('okafor.pdf')).toHaveLength(1);
    for (const nothing of ['', ' ', '"*', '""', '*', '-']) expect(find(nothing)).toEqual([]);
  });

  it('leads from the new words of an edited message to that message, once', () => {
    const db = prepare();
    const edit = { type: 'edit', targetWamid: 'wamid.a', text: 'Free from Tuesday' } as const;
    tell(
      db,
      entry(20, 'message.received', received('a', NOW, { content: text('Free from Monday') })),
      entry(21, 'message.received', received('b', NOW + MINUTE, { content: edit })),
    );
    const find = (query: string) => searchMessages(db, { query, limit: 10 }).hits;
    const { messageId } = received('a', NOW);
    expect(find('tuesday')).toMatchObject([{ messageId, at: NOW, excerpt: 'Free from Tuesday' }]);
    expect(find('free')).toMatchObject([{ messageId, excerpt: 'Free from Tuesday' }]);
  });

  it('finds a phrase word for word, one that is still typed, and letters that no accent explains', () => {
    const db = prepare();
    tell(
      db,
      entry(20, 'message.received', received('a', NOW, { content: text('I don’t live in Łódź any more') })),
      entry(21, 'message.received', received('b', NOW + 1, { content: text('More lives in any Lodz') })),
    );
    const find = (query: string) => searchMessages(db, { query, limit: 10 }).hits.length;
    expect(find('lodz')).toBe(2);
    expect(find('dont')).toBe(1);
    expect(find("don't")).toBe(1);
    expect(find('"live in"')).toBe(1);
    expect(find('“any more”')).toBe(1);
    expect(find('"live i')).toBe(1);
    expect(find('"in live"')).toBe(0);
    expect(find('"liv in"')).toBe(0);
    expect(find('NEAR(live lodz) OR x')).toBe(0);
  });

  it('says who wrote it, and shows the words in their surroundings', () => {
    const db = prepare();
    const long = `${'Before. '.repeat(60)}The salary is fine. ${'After. '.repeat(60)}`;
    tell(db, entry(20, 'message.received', received('a', NOW, { content: text(long) })));
    const [hit] = searchMessages(db, { query: 'salary', limit: 10 }).hits;
    expect(hit?.excerpt).toMatch(/^….*The salary is fine\..*…$/);
    expect(hit?.sentBy).toBeUndefined();
    expect(hit?.personName).not.toBe('');
  });
});
