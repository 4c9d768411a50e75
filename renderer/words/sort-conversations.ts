import type { ConversationRow } from '../../shared/ipc/views.ts';

export type ConversationColumn = 'consultant' | 'channel' | 'message' | 'when' | 'window' | 'unread';
export type ConversationSort = { readonly column: ConversationColumn; readonly isAscending: boolean };

/** Sorts a copy. Rows that are equal in the column keep the newest first. */
export function sortConversations(
  rows: readonly ConversationRow[],
  sort: ConversationSort,
): readonly ConversationRow[] {
  const direction = sort.isAscending ? 1 : -1;
  return [...rows].sort(
    (first, second) => direction * compareBy(sort.column, first, second) || lastAt(second) - lastAt(first),
  );
}

function compareBy(column: ConversationColumn, first: ConversationRow, second: ConversationRow): number {
  switch (column) {
    case 'consultant':
      return ownerName(first).localeCompare(ownerName(second));
    case 'channel':
      return first.channel.name.localeCompare(second.channel.name);
    case 'message':
      return (first.lastMessage?.text ?? '').localeCompare(second.lastMessage?.text ?? '');
    case 'when':
      return lastAt(first) - lastAt(second);
    case 'window':
      return (first.windowClosesAt ?? 0) - (second.windowClosesAt ?? 0);
    case 'unread':
      return first.unreadCount - second.unreadCount;
  }
}

function lastAt(row: ConversationRow): number {
  return row.lastMessage?.at ?? 0;
}

function ownerName(row: ConversationRow): string {
  return row.owner?.displayName ?? '';
}
