import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, percentile } from '../../../bench/measure.ts';

const numbers = fc.array(fc.integer(), { minLength: 1, maxLength: 50 });

describe('percentile', () => {
  it.each([
    [[7], 0.5, 7],
    [[3, 1, 2], 0.5, 2],
    [[4, 1, 3, 2], 0.5, 2],
    [[5, 1, 4, 2, 3, 10, 9, 8, 7, 6], 0.95, 10],
    [[5, 1, 4, 2, 3, 10, 9, 8, 7, 6], 0.9, 9],
    [[10, 9], 0, 9],
    [[10, 9], 1, 10],
  ])('of %j at %d is %d', (values, share, expected) => {
    expect(percentile(values, share)).toBe(expected);
  });

  it('is one of the values, with enough of them at or below it', () => {
    fc.assert(
      fc.property(numbers, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
        const found = percentile(values, share);
        expect(values).toContain(found);
        expect(values.filter((value) => value <= found).length).toBeGreaterThanOrEqual(values.length * share);
      }),
    );
  });

  it('refuses to make a number out of none', () => {
    expect(() => percentile([], 0.5)).toThrow('measures at least once');
  });
});

describe('median', () => {
  it.each([
    [[5], 5],
    [[9, 1, 5], 5],
    [[4, 1], 2.5],
    [[8, 2, 4, 6], 5],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('does not depend on the order and leaves the values as they are', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const before = [...values];
        expect(median(values)).toBe(median(values.toReversed()));
        expect(values).toEqual(before);
      }),
    );
  });
});
