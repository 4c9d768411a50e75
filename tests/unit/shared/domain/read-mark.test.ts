import fc from 'fast-check';
import { expect, it } from 'vitest';
import { conversationIdSchema } from '../../../../shared/domain/ids.ts';
import { mergeReadMarks } from '../../../../shared/domain/read-mark.ts';

const conversationId = conversationIdSchema.parse('c1');
const mark = (sortKey: string, markedAt: number, unreadAsOf?: string) => ({
  conversationId,
  sortKey,
  markedAt,
  ...(unreadAsOf === undefined ? {} : { unreadAsOf }),
});

it.each([
  ['the first is taken', undefined, mark('3', 1), mark('3', 1)],
  ['reading adds to reading, later or not', mark('5', 1), mark('3', 2), mark('5', 2)],
  ['reading adds to reading that came late', mark('3', 2), mark('5', 1), mark('5', 2)],
  ['a later "unread" wins', mark('5', 1), mark('3', 2, '5'), mark('3', 2, '5')],
  ['an older "unread" does not', mark('5', 2), mark('3', 1, '5'), mark('5', 2)],
  ['reading after "unread" wins, however little', mark('3', 1, '5'), mark('1', 2), mark('1', 2)],
])('%s', (_name, known, told, merged) => {
  expect(mergeReadMarks(known, told)).toEqual(merged);
});

const anyMark = fc
  .record({
    key: fc.integer({ min: 0, max: 9 }),
    at: fc.integer({ min: 1, max: 99 }),
    isUnread: fc.boolean(),
  })
  .map(({ key, at, isUnread }) => mark(String(key), at, isUnread ? '9' : undefined));

it('told again, a mark changes nothing', () => {
  fc.assert(
    fc.property(anyMark, anyMark, (known, told) => {
      const merged = mergeReadMarks(known, told);
      expect(mergeReadMarks(merged, merged)).toEqual(merged);
      if (known.markedAt !== told.markedAt) expect(mergeReadMarks(told, known)).toEqual(merged);
    }),
  );
});
