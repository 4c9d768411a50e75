import { expect, test } from 'vitest';
import type { ConversationRow } from '../../../../../shared/ipc/views.ts';
import * as reduce from '../../../../../renderer/store/inbox/reduce.ts';
import { initialInbox } from '../../../../../renderer/store/inbox/state.ts';

const row = (id: string) => ({ id }) as ConversationRow; // only the id matters here
const counts = { all: 2, mine: 1, unassigned: 0, unread: 0, waiting: 0, closing: 0 };

test('rows of another filter never appear under this one', () => {
  const mine = reduce.chooseFilter(initialInbox, 'mine');
  expect(reduce.acceptRows(mine, 0, { rows: [row('a')], counts })).toBe(mine);
  expect(reduce.appendRows(mine, 0, { rows: [row('a')], counts })).toBe(mine);
});

test('the next page adds rows once', () => {
  const first = reduce.acceptRows(initialInbox, 0, { rows: [row('a'), row('b')], counts, nextBefore: 'x' });
  const second = reduce.appendRows(first, 0, { rows: [row('b'), row('c')], counts });
  expect(second.rows.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(second.nextBefore).toBeUndefined();
});

test('choosing the filter that is chosen changes nothing', () => {
  expect(reduce.chooseFilter(initialInbox, 'all')).toBe(initialInbox);
});
