import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildConnectLink, parseConnectLink } from '../../../../main/links/connect-link.ts';

const letter = fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'.split(''));
const four = fc.string({ unit: letter, minLength: 4, maxLength: 4 });
const code = fc.tuple(four, four, four).map((parts) => parts.join('-'));
const link = fc.record({
  relayUrl: fc.domain().map((host) => `https://${host.toLowerCase()}`),
  code,
  agencyName: fc.option(
    fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .map((name) => name.trim())
      .filter((name) => /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD]+$/u.test(name)),
    { nil: undefined },
  ),
});
const strict = { allowsLoopback: false };

test('every link that is built is read as it was', () => {
  fc.assert(
    fc.property(link, (given) => {
      expect(parseConnectLink(buildConnectLink(given), strict)).toEqual(given);
    }),
  );
});

test('a link that was changed in any place is read as none, or leads to a relay with TLS by a code of the right form', () => {
  fc.assert(
    fc.property(link, fc.nat(), fc.nat(10), fc.string({ unit: 'binary' }), (given, at, length, more) => {
      const text = buildConnectLink(given);
      const place = at % text.length;
      const read = parseConnectLink(text.slice(0, place) + more + text.slice(place + length), strict);
      if (read === undefined) return;
      expect(new URL(read.relayUrl).protocol).toBe('https:');
      expect(read.code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/u);
      expect(read.agencyName ?? '').not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }),
  );
});

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl()), (text) => {
      expect(parseConnectLink(text, strict)).toBeUndefined();
      expect(parseConnectLink(`colleague://connect?${text}`, strict)).toBeUndefined();
    }),
  );
});
