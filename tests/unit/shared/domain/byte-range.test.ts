import { expect, test } from 'vitest';
import { parseByteRange } from '../../../../shared/domain/byte-range.ts';

test.each([
  [undefined, undefined],
  ['', undefined],
  ['bytes=0-99', { start: 0, end: 99 }],
  [' bytes=90-200 ', { start: 90, end: 99 }],
  ['bytes=50-', { start: 50, end: 99 }],
  ['bytes=-10', { start: 90, end: 99 }],
  ['bytes=-1000', { start: 0, end: 99 }],
  ['bytes=99-99', { start: 99, end: 99 }],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=9-5', undefined],
  ['bytes=-', undefined],
  ['bytes=0-1,5-6', undefined],
  ['items=0-1', undefined],
  ['bytes=a-b', undefined],
])('Of 100 bytes, %j means %j.', (header, range) => {
  expect(parseByteRange(header, 100)).toEqual(range);
});

test('An empty file has no part.', () => {
  expect(parseByteRange('bytes=0-', 0)).toBe('unsatisfiable');
});
