import { expect, test } from 'vitest';
import { parseMapLink } from '../../../../shared/domain/map-link.ts';

const LEEDS = { latitude: 53.79648, longitude: -1.54785 };

test.each([
  ['https://www.google.com/maps/@53.79648,-1.54785,17z'],
  ['https://www.google.co.uk/maps/place/Leeds/@53.1,-1.1,17z/data=!4m6!3m5!8m2!3d53.79648!4d-1.54785!16s'],
  ['https://maps.google.com/?q=53.79648,-1.54785'],
  ['https://www.google.com/maps/search/?api=1&query=53.79648%2C-1.54785'],
  ['https://maps.apple.com/?ll=53.79648,-1.54785&q=Leeds'],
  ['https://www.bing.com/maps?cp=53.79648~-1.54785&lvl=16'],
  ['https://www.openstreetmap.org/?mlat=53.79648&mlon=-1.54785#map=16/53.0/-1.0'],
  ['https://www.openstreetmap.org/#map=16/53.79648/-1.54785'],
  ['geo:53.79648,-1.54785'],
  ['53.79648, -1.54785'],
  [' 53.79648 -1.54785 '],
])('%s points to Leeds', (pasted) => {
  expect(parseMapLink(pasted)).toEqual(LEEDS);
});

test.each([
  [''],
  ['Leeds station'],
  ['https://maps.app.goo.gl/AbCdEf'],
  ['https://www.google.com/maps/@153.7,-1.5,17z'],
  ['91, 0'],
  ['0, 181'],
  ['07700 900456'],
  ['https://example.com/%E0%A4%A'],
  ['9'.repeat(100_000)],
])('%.40j points nowhere', (pasted) => {
  expect(parseMapLink(pasted)).toBeUndefined();
});
