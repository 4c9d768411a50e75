import { expect, test } from 'vitest';
import { isSameSecret, isSignedByMeta } from '../../../../relay/http/verify-signature.ts';

const SECRET = 'test_app_secret';
const COMPACT = '{"object":"whatsapp_business_account","entry":[]}';
const ESCAPED = String.raw`{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"text":"caf\u00e9 \ud83d\udc4d https:\/\/x.example"}}]}]}`;
/** The same content, written by something that is not Meta. */
const UNESCAPED = JSON.stringify(JSON.parse(ESCAPED));

test.each([
  ['without spaces', COMPACT, 'dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756'],
  [
    'with spaces',
    '{"object": "whatsapp_business_account", "entry": []}',
    '56cbbaf4961c6cfdae48b7f116c047e5eb513d2c931baae63a2bc1afd26f803a',
  ],
  ['with escapes', ESCAPED, '9ebb653b446337086f30fb301931de1c7d5786751aee506d5f94d4e41111dbdf'],
  ['as plain UTF-8', UNESCAPED, '47cebfd64d5a0c1ffdcc2c15ceb0364a55b2a8c74ee28e856542cc5b642926f0'],
])('The digest of Meta’s reference of a body %s is accepted.', (_case, body, digest) => {
  expect(isSignedByMeta(Buffer.from(body), `sha256=${digest}`, SECRET)).toBe(true);
});

test.each([
  [
    'the same content in other bytes',
    UNESCAPED,
    'sha256=9ebb653b446337086f30fb301931de1c7d5786751aee506d5f94d4e41111dbdf',
  ],
  ['no header', COMPACT, undefined],
  ['two headers', COMPACT, ['sha256=dec6a680', 'sha256=dec6a680']],
  ['a digest without its name', COMPACT, 'dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756'],
  [
    'a digest with a byte more',
    COMPACT,
    'sha256=dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c63375600',
  ],
  ['an empty digest', COMPACT, 'sha256='],
  [
    'the right digest with something behind it',
    COMPACT,
    'sha256=dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756, sha256=00',
  ],
])('%s is refused.', (_case, body, header) => {
  expect(isSignedByMeta(Buffer.from(body), header, SECRET)).toBe(false);
});

test('Secrets are the same or not, whatever their lengths.', () => {
  expect([isSameSecret('abc', 'abc'), isSameSecret('abc', 'abcd'), isSameSecret('', 'abc')]).toEqual([
    true,
    false,
    false,
  ]);
});
