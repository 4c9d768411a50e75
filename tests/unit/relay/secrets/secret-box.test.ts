import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createSecretBox } from '../../../../relay/secrets/secret-box.ts';
import type { SecretKeys } from '../../../../relay/secrets/secret-keys.ts';

const TOKEN = 'EAACompanySystemUserToken00000000000000000001';
const [NEW_KEY, OLD_KEY] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];

function keysOf(...keys: readonly Buffer[]): SecretKeys {
  return { list: () => keys, getForSealing: () => keys[0] ?? Buffer.alloc(32) };
}

const box = createSecretBox(keysOf(NEW_KEY), randomBytes);

test('What was sealed opens again, and its text tells nothing of it.', () => {
  const sealed = box.seal(TOKEN, 'token of 1');
  expect(sealed).not.toContain('EAA');
  expect(Buffer.from(sealed.split('.')[2] ?? '', 'base64url').includes('EAA')).toBe(false);
  expect(box.open(sealed, 'token of 1')).toEqual({ plain: TOKEN, isSealedWithOldKey: false });
});

test('The same secret is sealed differently each time.', () => {
  expect(box.seal(TOKEN, 'token of 1')).not.toBe(box.seal(TOKEN, 'token of 1'));
});

test('What a former key sealed opens with both keys, and says so.', () => {
  const sealed = createSecretBox(keysOf(OLD_KEY), randomBytes).seal(TOKEN, 'token of 1');
  const both = createSecretBox(keysOf(NEW_KEY, OLD_KEY), randomBytes);
  expect(both.open(sealed, 'token of 1')).toEqual({ plain: TOKEN, isSealedWithOldKey: true });
});

describe('It refuses with a sentence that says what to do', () => {
  const sealed = box.seal(TOKEN, 'token of 1');
  const [format = '', id = '', text = ''] = sealed.split('.');
  const flipped = Buffer.from(text, 'base64url');
  flipped.writeUInt8(flipped.readUInt8(flipped.length - 1) ^ 1, flipped.length - 1);
  test.each([
    ['another purpose', box, sealed, 'token of 2', /changed or is damaged/],
    ['a flipped bit', box, `${format}.${id}.${flipped.toString('base64url')}`, 'token of 1', /changed or/],
    ['a text that was cut', box, `${format}.${id}.${text.slice(0, 20)}`, 'token of 1', /changed or/],
    ['another format', box, `v2.${id}.${text}`, 'token of 1', /changed or/],
    ['no text at all', box, '', 'token of 1', /changed or/],
    ['another key', createSecretBox(keysOf(OLD_KEY), randomBytes), sealed, 'token of 1', /SECRET_KEY_OLD/],
    ['no key', createSecretBox(keysOf(), randomBytes), sealed, 'token of 1', /key .* is missing/],
  ])('%s.', (_case, opener, given, purpose, sentence) => {
    expect(() => opener.open(given, purpose)).toThrow(sentence);
  });
});
