import { expect, test } from 'vitest';
import { lookUp } from '../../../../shared/domain/look-up.ts';

test('A table answers to its own words only.', () => {
  const table = { paused: 1 };
  expect(lookUp(table, 'paused')).toBe(1);
  for (const word of ['approved', '', 'constructor', '__proto__', 'toString']) {
    expect(lookUp<number>(table, word)).toBeUndefined();
  }
});
