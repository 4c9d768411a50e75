/** How a picture is looked at: 1 is as large as fits; where its middle is, in pixels from the middle of its stage. */
export type Sight = { readonly scale: number; readonly x: number; readonly y: number };

export type Point = { readonly x: number; readonly y: number };
type Size = { readonly width: number; readonly height: number };
/** The stage, and the picture as it fits there. */
export type Room = { readonly stage: Size; readonly picture: Size };

export const FIT: Sight = { scale: 1, x: 0, y: 0 };
export const LARGEST = 8;

/** Makes the picture `factor` times as large; what is at `at` (from the middle of the stage) stays there. */
export function zoomBy(sight: Sight, factor: number, at: Point, room: Room): Sight {
  const scale = Math.min(LARGEST, Math.max(1, sight.scale * factor));
  const growth = scale / sight.scale;
  const x = at.x - (at.x - sight.x) * growth;
  const y = at.y - (at.y - sight.y) * growth;
  return keepInside({ scale, x, y }, room);
}

/** Moves the picture, as far as there is more of it to see. */
export function panBy(sight: Sight, by: Point, room: Room): Sight {
  return keepInside({ ...sight, x: sight.x + by.x, y: sight.y + by.y }, room);
}

function keepInside({ scale, x, y }: Sight, { stage, picture }: Room): Sight {
  return {
    scale,
    x: keepWithin(x, (picture.width * scale - stage.width) / 2),
    y: keepWithin(y, (picture.height * scale - stage.height) / 2),
  };
}

function keepWithin(value: number, most: number): number {
  // Nought rather than minus nought.
  return most <= 0 ? 0 : Math.min(most, Math.max(-most, value));
}
