import { expect, test } from 'vitest';
import { createRecentValues } from '../../../relay/recent-values.ts';

test('The values used last are kept, up to twice the limit, and older ones are let go.', () => {
  const recent = createRecentValues<number, string>(10);
  for (let key = 0; key < 1_000; key += 1) {
    recent.set(key, `value ${key}`);
    // Used again and again, so never among the oldest.
    if (key > 0) expect(recent.get(0)).toBe('value 0');
  }
  const kept = Array.from({ length: 1_000 }, (_, key) => recent.get(key)).filter(
    (value) => value !== undefined,
  );
  expect(kept.length).toBeGreaterThanOrEqual(10);
  expect(kept.length).toBeLessThanOrEqual(20);
  expect(recent.get(999)).toBe('value 999');
});

test('A new value takes the place of the old one, also of one from long ago.', () => {
  const recent = createRecentValues<string, number>(2);
  for (const [key, value] of [
    ['a', 1],
    ['b', 2],
    ['c', 3],
    ['a', 4],
  ] as const)
    recent.set(key, value);
  expect(recent.get('a')).toBe(4);
});

test('What was deleted or cleared is not known any more.', () => {
  const recent = createRecentValues<string, number>(1);
  recent.set('a', 1);
  recent.set('b', 2);
  recent.delete('a');
  expect([recent.get('a'), recent.get('b')]).toEqual([undefined, 2]);
  recent.clear();
  expect(recent.get('b')).toBeUndefined();
});
