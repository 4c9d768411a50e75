import { describe, expect, test } from 'vitest';
import type { RecordRow } from '../../../../../shared/ipc/views.ts';
import {
  acceptAnswer,
  askAgain,
  askQuestion,
  failQuestion,
  moveTo,
} from '../../../../../renderer/store/records/reduce.ts';
import { findRecordRow, listPages } from '../../../../../renderer/store/records/selectors.ts';
import { initialRecords } from '../../../../../renderer/store/records/state.ts';

const row = (name: string) => ({ id: name, name }) as RecordRow; // only the name matters here

const shown = acceptAnswer(askAgain(initialRecords), {
  epoch: 1,
  pages: { 0: [row('a')], 1: [row('b')] },
  total: 150,
});

describe('answers', () => {
  test('an answer to an older question is stale and changes nothing', () => {
    const asked = askQuestion(askQuestion(shown, { query: 'am' }), { query: 'ama' });
    expect(acceptAnswer(asked, { epoch: 2, pages: { 0: [row('old')] }, total: 1 })).toBe(asked);
    expect(failQuestion(asked, 2, 'no')).toBe(asked);
  });

  test('the old rows stay until the first answer of the new question', () => {
    const asked = askQuestion(shown, { query: 'ama' });
    expect(asked.pages).toBe(shown.pages);
    const answered = acceptAnswer(asked, { epoch: 2, pages: { 0: [row('amara')] }, total: 1 });
    expect(answered.pages).toEqual({ 0: [row('amara')] });
  });

  test('pages of the same question add up', () => {
    const more = acceptAnswer(shown, { epoch: 1, pages: { 2: [row('c')] }, total: 250 });
    expect(Object.keys(more.pages)).toEqual(['0', '1', '2']);
  });

  test('asking again keeps the place of the keyboard', () => {
    const at = moveTo(shown, 120);
    const again = acceptAnswer(askAgain(at), { epoch: 2, pages: { 1: [row('b')] }, total: 150 });
    expect(again.activeIndex).toBe(120);
  });

  test('the keyboard never stands below a list that became shorter', () => {
    const at = moveTo(shown, 149);
    expect(acceptAnswer(askAgain(at), { epoch: 2, pages: {}, total: 3 }).activeIndex).toBe(2);
    expect(acceptAnswer(askAgain(at), { epoch: 2, pages: {}, total: 0 }).activeIndex).toBe(0);
  });
});

test.each([
  [0, 20, [0]],
  [90, 110, [0, 1]],
  [49_990, 49_999, [499]],
])('rows %i to %i lie on pages %o', (first, last, pages) => {
  expect(listPages(first, last)).toEqual(pages);
});

test('a row is found by its place in the whole list', () => {
  expect(findRecordRow(shown, 100)?.name).toBe('b');
  expect(findRecordRow(shown, 30_000)).toBeUndefined();
});
