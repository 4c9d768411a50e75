import { type Locator, expect } from '@playwright/test';

type Place = { readonly x: number; readonly y: number };

/** The browser's own rounding of scroll positions, in pixels. */
const ROUNDING_PX = 1;

/** Scrolls something into view and remembers where it stands once it has come to rest; the answer expects it to stand there still. */
export async function notePlace(thing: Locator): Promise<() => Promise<void>> {
  // A virtual list may put another element in the place of the one that is being scrolled to.
  await expect(() => thing.scrollIntoViewIfNeeded({ timeout: 1_000 })).toPass({ timeout: 10_000 });
  const before = await placeAtRest(thing);
  return async () => {
    const after = await placeOf(thing);
    expect(Math.abs(after.x - before.x), 'pixels moved sideways').toBeLessThanOrEqual(ROUNDING_PX);
    expect(Math.abs(after.y - before.y), 'pixels moved up or down').toBeLessThanOrEqual(ROUNDING_PX);
  };
}

async function placeAtRest(thing: Locator): Promise<Place> {
  let place = await placeOf(thing);
  await expect
    .poll(
      async () => {
        const earlier = place;
        place = await placeOf(thing);
        return place.x === earlier.x && place.y === earlier.y;
      },
      { intervals: [300], message: 'it came to rest' },
    )
    .toBe(true);
  return place;
}

async function placeOf(thing: Locator): Promise<Place> {
  const box = await thing.boundingBox();
  if (box === null) throw new Error('It is not on the screen.');
  return box;
}
