import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FIT, LARGEST, type Room, panBy, zoomBy } from '../../../../renderer/screens/sight.ts';

const ROOM: Room = { stage: { width: 800, height: 600 }, picture: { width: 800, height: 300 } };
const MIDDLE = { x: 0, y: 0 };

it('keeps what is under the pointer there while it grows', () => {
  // 100 px right of the middle: twice as large, it would be at 200.
  expect(zoomBy(FIT, 2, { x: 100, y: 0 }, ROOM)).toEqual({ scale: 2, x: -100, y: 0 });
});

it('is never smaller than what fits, nor larger than eight times that', () => {
  expect(zoomBy(FIT, 0.1, MIDDLE, ROOM)).toEqual(FIT);
  expect(zoomBy(FIT, 1_000, MIDDLE, ROOM).scale).toBe(LARGEST);
});

it('moves only as far as there is more to see', () => {
  const doubled = zoomBy(FIT, 2, MIDDLE, ROOM);
  expect(panBy(doubled, { x: 9_999, y: 9_999 }, ROOM)).toEqual({ scale: 2, x: 400, y: 0 });
  expect(panBy(FIT, { x: 50, y: 50 }, ROOM)).toEqual(FIT);
});

it('shows the whole again in the middle, wherever one has been', () => {
  const number = fc.integer({ min: -2_000, max: 2_000 });
  fc.assert(
    fc.property(number, number, fc.double({ min: 1, max: 8, noNaN: true }), (x, y, factor) => {
      const away = panBy(zoomBy(FIT, factor, { x, y }, ROOM), { x: y, y: x }, ROOM);
      expect(zoomBy(away, 0, MIDDLE, ROOM)).toEqual(FIT);
    }),
  );
});
