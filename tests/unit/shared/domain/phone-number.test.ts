import * as fc from 'fast-check';
import { expect, it, test } from 'vitest';
import {
  canonicalPhoneDigits,
  countryOfNumber,
  formatPhoneNumber,
  parsePhoneNumber,
  personKeyForNumber,
} from '../../../../shared/domain/phone-number.ts';

test.each([
  '07700 900456',
  '07700900456',
  '7700 900456',
  '(07700) 900-456',
  '07700.900.456',
  '447700900456',
  '+447700900456',
  '+44 7700 900456',
  '+44 (0)7700 900456',
  '0044 7700 900456',
  '00 44 7700 900456',
  'tel:+447700900456',
  '07700 900456 (mobile)',
  ' 07700\u00a0900456 ',
  '\u202a+447700900456\u202c',
  '＋４４７７００９００４５６',
])('%j is one number, shown in one way', (raw) => {
  expect(parsePhoneNumber(raw)).toEqual({ e164: '+447700900456', display: '07700 900456' });
});

test.each([
  '',
  ' ',
  '+',
  '+44',
  '12',
  '123',
  '999',
  'abc',
  'n/a',
  'call me',
  '0800 FLOWERS',
  '1234567890123456789',
  '07700 900456 / 07700 900111',
  '+44 7700 900456 7700 900111',
])('%j is no number', (raw) => {
  expect(parsePhoneNumber(raw)).toBeUndefined();
});

test.each([
  ['+1 202 555 0123', 'GB', '+12025550123', '+1 202 555 0123'],
  ['(202) 555-0123', 'US', '+12025550123', '(202) 555-0123'],
  ['07700 900456', 'GB', '+447700900456', '07700 900456'],
  ['+44 7700 900456', 'US', '+447700900456', '+44 7700 900456'],
  ['087 123 4567', 'IE', '+353871234567', '087 123 4567'],
])('%j, read in %s', (raw, country, e164, display) => {
  expect(parsePhoneNumber(raw, country)).toEqual({ e164, display });
});

it('never shows a national number without its first digit', () => {
  expect(parsePhoneNumber('0770 090 045')?.display).toBe('+44 770090045');
});

test.each([
  ['447700900456', '07700 900456'],
  ['+447700900456', '07700 900456'],
  ['+12025550123', '+1 202 555 0123'],
  ['nonsense', 'nonsense'],
  ['', ''],
])('formats %j as %j', (stored, shown) => {
  expect(formatPhoneNumber(stored)).toBe(shown);
});

test.each([
  ['Brazil’s ninth digit', '+5511912345678', '551112345678'],
  ['Mexico’s one', '5215512345678', '+525512345678'],
  ['Argentina’s nine', '5491123456789', '541123456789'],
  ['plus and blanks', '+44 7700 900456', '447700900456'],
])('%s does not split a person in two', (_name, a, b) => {
  expect(personKeyForNumber(a)).toBe(personKeyForNumber(b));
});

test.each([
  ['447700900456', '447700900457'],
  ['5511912345678', '5521912345678'],
  ['525512345678', '5255123456789'],
])('%s and %s stay two people', (a, b) => {
  expect(personKeyForNumber(a)).not.toBe(personKeyForNumber(b));
});

const digits = fc.stringMatching(/^(?:55|52|54|44|1|521|549)\d{6,12}$/);

it('makes digits canonical once and for all', () => {
  fc.assert(
    fc.property(fc.oneof(digits, fc.string()), (raw) => {
      const canonical = canonicalPhoneDigits(raw);
      expect(canonicalPhoneDigits(canonical)).toBe(canonical);
      expect(canonical).toMatch(/^\d*$/);
    }),
  );
});

it('gives a person one key, with or without plus, canonical or not', () => {
  fc.assert(
    fc.property(digits, (raw) => {
      const key = personKeyForNumber(raw);
      expect(personKeyForNumber(`+${raw}`)).toBe(key);
      expect(personKeyForNumber(canonicalPhoneDigits(raw))).toBe(key);
    }),
  );
});

it('reads what it wrote', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\+(?:447\d{9}|1[2-9]\d{9}|3538\d{8})$/), (e164) => {
      const number = parsePhoneNumber(e164);
      if (number === undefined) return;
      expect(parsePhoneNumber(number.e164)).toEqual(number);
      expect(parsePhoneNumber(number.display)?.e164).toBe(number.e164);
    }),
  );
});

test.each([
  ['+447400123456', 'GB'],
  ['+447911123456', 'GB'],
  ['+447700900456', 'GB'],
  ['+353871234567', 'IE'],
  ['+12025550123', 'US'],
  ['+999123', undefined],
])('%s is of the market %s, as Meta counts markets', (e164, country) => {
  expect(countryOfNumber(e164)).toBe(country);
});
