import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { repairJson } from '../../../../relay/http/repair-json.ts';

test.each([
  ['half a pair', String.raw`"\ud800"`, '\ufffd'],
  ['the other half', String.raw`"a\uDFFFb"`, 'a\ufffdb'],
  ['two first halves', String.raw`"\ud83d\ud83d\udc4d"`, '\ufffd👍'],
  ['a pair', String.raw`"\uD83D\uDC4D"`, '👍'],
  ['U+0000', String.raw`"a\u0000b"`, 'a\ufffdb'],
  ['an escaped backslash before the letters of an escape', String.raw`"\\ud800"`, String.raw`\ud800`],
  ['an escaped backslash before a half', String.raw`"\\\ud800"`, '\\\ufffd'],
  ['other control characters', String.raw`"\u0001\n"`, '\u0001\n'],
])('Of %s remains what can be stored.', (_case, json, expected) => {
  expect(JSON.parse(repairJson(json))).toBe(expected);
});

test('Whatever the text, the repaired JSON says the same, well-formed and without U+0000.', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom('\\', 'u', 'd800', '\ud800', '\0')),
      (one, parts) => {
        const text = one + parts.join('');
        // JSON.stringify writes halves as escapes.
        const repaired: unknown = JSON.parse(repairJson(JSON.stringify(text)));
        expect(repaired).toBe(Buffer.from(text).toString().replaceAll('\0', '\ufffd'));
      },
    ),
  );
});
