import { expect, test } from 'vitest';
import { keepEqual } from '../../../../renderer/store/keep-equal.ts';

const before = [
  { id: 'a', name: 'Ada', phones: ['1'] },
  { id: 'b', name: 'Bob', phones: ['2'] },
];

test('an answer that says nothing new is the old one', () => {
  expect(keepEqual(before, structuredClone(before))).toBe(before);
});

test('a row that changed is new, and the others are the old ones', () => {
  const next = keepEqual(before, [structuredClone(before[0]), { id: 'b', name: 'Bob', phones: ['3'] }]);
  expect(next).toEqual([before[0], { id: 'b', name: 'Bob', phones: ['3'] }]);
  expect(next[0]).toBe(before[0]);
  expect(next[1]).not.toBe(before[1]);
});

test('a row that moved is found by its id', () => {
  const [first, second] = keepEqual(before, structuredClone(before).toReversed());
  expect(first).toBe(before[1]);
  expect(second).toBe(before[0]);
});

test.each([
  [{ a: 1, b: 2 }, { a: 1 }],
  [{ a: 1 }, { a: 1, b: undefined }],
  [{ a: undefined }, { b: undefined }],
  [[1, 2], [1]],
  [[], {}],
  [{ a: [] }, { a: {} }],
  [null, {}],
  [undefined, { a: 1 }],
  [{ a: 1 }, null],
])('%j is not taken for %j', (old, next) => {
  expect(keepEqual(old, next)).toStrictEqual(next);
  expect(keepEqual(old, next)).not.toBe(old);
});
