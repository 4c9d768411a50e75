export type Coordinates = { readonly latitude: number; readonly longitude: number };

const NUMBER = String.raw`(-?\d{1,3}(?:\.\d{1,15})?)`;
/** In this order: where a link names a pin and a view, the pin is what is meant. */
const PATTERNS = [
  // Google: the pin of a place.
  new RegExp(`!3d${NUMBER}!4d${NUMBER}`, 'u'),
  // OpenStreetMap's marker.
  new RegExp(`mlat=${NUMBER}&mlon=${NUMBER}`, 'u'),
  // Apple, Google, Bing, geo: and bare coordinates as people copy them.
  new RegExp(
    `(?:[?&](?:q|query|ll|sll|destination|center|cp)=(?:loc:)?|geo:)${NUMBER}[,~]\\s*${NUMBER}`,
    'u',
  ),
  new RegExp(`[/@]@?${NUMBER},${NUMBER}(?:,|/|$)`, 'u'),
  new RegExp(`#map=\\d{1,2}(?:\\.\\d+)?/${NUMBER}/${NUMBER}`, 'u'),
  new RegExp(`^${NUMBER}\\s*[,;]\\s*${NUMBER}$`, 'u'),
  new RegExp(`^${NUMBER}\\s+${NUMBER}$`, 'u'),
] as const;

/**
 * Where a pasted map link or pair of numbers points: Google, Apple, Bing, OpenStreetMap, `geo:` and "51.5, -0.12". Nothing is
 * fetched, so a shortened link names no place. Undefined where none is found or it lies outside the globe.
 */
export function parseMapLink(pasted: string): Coordinates | undefined {
  const text = decode(pasted.trim().slice(0, 4_000));
  for (const pattern of PATTERNS) {
    const found = pattern.exec(text);
    const place = found === null ? undefined : { latitude: Number(found[1]), longitude: Number(found[2]) };
    if (place !== undefined && Math.abs(place.latitude) <= 90 && Math.abs(place.longitude) <= 180)
      return place;
  }
  return undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    // A stray per cent sign: it is read as it stands.
    if (error instanceof URIError) return text;
    throw error;
  }
}
