import { expect, test } from 'vitest';
import type { RecordId } from '../../../../../shared/domain/ids.ts';
import type { HistoryEntry } from '../../../../../shared/ipc/views.ts';
import * as reduce from '../../../../../renderer/store/record/reduce.ts';
import { initialRecord } from '../../../../../renderer/store/record/state.ts';

const r1 = 'r1' as RecordId;
const entry = (messageId: string) => ({ messageId }) as HistoryEntry; // only the id matters here
const started = reduce.startRecord(initialRecord, r1);
const ids = (state: typeof started) => state.history.entries.map(({ messageId }) => messageId).join('');

test('an answer for a record that was left is stale', () => {
  expect(reduce.failRecord(started, 'r2' as RecordId, 'no')).toBe(started);
  expect(reduce.appendHistory(started, 'r2' as RecordId, { entries: [entry('a')] })).toBe(started);
});

test('of a record that was erased nothing stays', () => {
  const loaded = reduce.appendHistory(started, r1, { entries: [entry('a')] });
  expect(reduce.loseRecord(loaded, r1)).toEqual({ ...initialRecord, recordId: r1, phase: 'gone' });
  expect(reduce.loseRecord(loaded, 'r2' as RecordId)).toBe(loaded);
});

test('older history is added below, without doubles', () => {
  const first = reduce.appendHistory(started, r1, { entries: [entry('d'), entry('c')], nextBefore: '2' });
  const second = reduce.appendHistory(first, r1, { entries: [entry('c'), entry('b')] });
  expect(ids(second)).toBe('dcb');
  expect(second.history.nextBefore).toBeUndefined();
});

test('fresh history goes on top and keeps what was already loaded below', () => {
  const loaded = reduce.appendHistory(started, r1, {
    entries: [entry('c'), entry('b'), entry('a')],
    nextBefore: '9',
  });
  const fresh = reduce.refreshHistory(loaded, r1, { entries: [entry('d'), entry('c')], nextBefore: '5' });
  expect(ids(fresh)).toBe('dcba');
  expect(fresh.history.nextBefore).toBe('9');
});

test('fresh history that does not reach the old begins again', () => {
  const loaded = reduce.appendHistory(started, r1, { entries: [entry('a')] });
  const fresh = reduce.refreshHistory(loaded, r1, { entries: [entry('z'), entry('y')], nextBefore: '5' });
  expect(ids(fresh)).toBe('zy');
  expect(fresh.history.nextBefore).toBe('5');
});
