import { expect, it } from 'vitest';
import { BoundedMap } from '../../../simulator/bounded-map.ts';

it('forgets the oldest entry when full', () => {
  const map = new BoundedMap<string, number>(2);
  map.set('a', 1);
  map.set('b', 2);
  map.set('c', 3);
  expect(map.size).toBe(2);
  expect(map.get('a')).toBeUndefined();
  expect(map.values()).toEqual([2, 3]);
});
