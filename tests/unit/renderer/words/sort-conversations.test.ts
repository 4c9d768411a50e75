import { expect, test } from 'vitest';
import type { ConversationRow } from '../../../../shared/ipc/views.ts';
import { sortConversations } from '../../../../renderer/words/sort-conversations.ts';

function aRow(id: string, owner: string, at: number): ConversationRow {
  const row = {
    id,
    personKey: 'p',
    personName: 'Amara',
    recordIds: [],
    owner: { userId: owner, displayName: owner },
    channel: { id: 'ch', kind: 'company', name: 'Agency' },
    lastMessage: { text: id, at, isInbound: true, type: 'text' },
    unreadCount: 0,
    hasDraft: false,
  };
  return row as unknown as ConversationRow; // plain strings stand for branded ids
}

const rows = [aRow('1', 'Tom', 10), aRow('2', 'Kate', 30), aRow('3', 'Tom', 20)];
const order = (sorted: readonly ConversationRow[]) => sorted.map((row) => row.id).join('');

test('conversations sort by a column in both directions', () => {
  expect(order(sortConversations(rows, { column: 'when', isAscending: false }))).toBe('231');
  expect(order(sortConversations(rows, { column: 'when', isAscending: true }))).toBe('132');
});

test('equal rows keep the newest first, whichever the direction', () => {
  expect(order(sortConversations(rows, { column: 'consultant', isAscending: true }))).toBe('231');
  expect(order(sortConversations(rows, { column: 'consultant', isAscending: false }))).toBe('312');
});

test('sorting leaves the given rows alone', () => {
  sortConversations(rows, { column: 'when', isAscending: true });
  expect(order(rows)).toBe('123');
});
