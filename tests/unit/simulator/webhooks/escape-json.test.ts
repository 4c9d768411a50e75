import { describe, expect, it } from 'vitest';
import { escapeJson, serialiseAsMeta } from '../../../../simulator/webhooks/escape-json.ts';
import { signBody } from '../../../../simulator/webhooks/sign.ts';

const secret = 'test_app_secret';
const content = {
  object: 'whatsapp_business_account',
  entry: [{ id: '1', changes: [{ field: 'messages', value: { text: 'café 👍 https://x.example' } }] }],
};
const digestOf = (body: Buffer): string => signBody(body, secret)['x-hub-signature-256'];

describe('serialising as Meta', () => {
  it.each([
    ['an umlaut in lower-case hex', 'ä', '"\\u00e4"'],
    ['an emoji as two surrogates', '👍', '"\\ud83d\\udc4d"'],
    ['a slash with a backslash', 'a/b', '"a\\/b"'],
    ['a quote as JSON has it', 'a"b', '"a\\"b"'],
    ['a lone surrogate as JSON has it', '\ud800', '"\\ud800"'],
    ['a line separator', '\u2028', '"\\u2028"'],
  ])('writes %s', (_what, text, expected) => {
    expect(escapeJson(JSON.stringify(text), 'current')).toBe(expected);
  });

  it('also escapes <, % and @ in the older style', () => {
    expect(escapeJson('"<100%@"', 'older')).toBe('"\\u003C100\\u0025\\u0040"');
  });

  it('yields the bytes of the published vector', () => {
    const body = serialiseAsMeta(content, 'current');
    expect(body).toHaveLength(154);
    expect(JSON.parse(body.toString('utf8'))).toEqual(content);
  });
});

describe('the signature', () => {
  it.each([
    [
      'compact',
      '{"object":"whatsapp_business_account","entry":[]}',
      'dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756',
    ],
    [
      'with spaces',
      '{"object": "whatsapp_business_account", "entry": []}',
      '56cbbaf4961c6cfdae48b7f116c047e5eb513d2c931baae63a2bc1afd26f803a',
    ],
    [
      'escaped',
      serialiseAsMeta(content, 'current').toString('latin1'),
      '9ebb653b446337086f30fb301931de1c7d5786751aee506d5f94d4e41111dbdf',
    ],
    [
      'raw UTF-8',
      JSON.stringify(content),
      '47cebfd64d5a0c1ffdcc2c15ceb0364a55b2a8c74ee28e856542cc5b642926f0',
    ],
  ])('of the %s body is the one of the reference', (_style, body, hex) => {
    expect(digestOf(Buffer.from(body, 'utf8'))).toBe(`sha256=${hex}`);
  });
});
