import { describe, expect, test } from 'vitest';
import { parseProvisioning } from '../../../../main/provisioning/parse-provisioning.ts';

const WHOLE = {
  relayAddress: 'relay.example.co.uk',
  agencyName: 'Harper & Löwe Recruitment',
  notificationContent: 'name',
  startAtLogin: true,
  keepInTray: true,
};
const TEXT = JSON.stringify(WHOLE, undefined, 2);
const READ = { settings: { ...WHOLE, relayAddress: 'https://relay.example.co.uk' }, problems: [] };

function swapped(bytes: Buffer): Buffer {
  return Buffer.from(bytes).swap16();
}

test.each([
  ['UTF-8', Buffer.from(TEXT)],
  ['UTF-8 with its mark, as older Notepads write it', Buffer.from(`\uFEFF${TEXT}`)],
  ['UTF-16, as PowerShell writes it', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
  ['UTF-16, the other way round', swapped(Buffer.from(`\uFEFF${TEXT}`, 'utf16le'))],
  ['lines of Windows', Buffer.from(TEXT.replaceAll('\n', '\r\n'))],
])('a file in %s is read', (_what, bytes) => {
  expect(parseProvisioning(bytes)).toEqual(READ);
});

test.each([
  ['nothing', '', /empty/u],
  ['blanks', ' \n ', /empty/u],
  ['a comma too many', '{\n  "agencyName": "A",\n}', /not JSON.*a comma too many/u],
  ['a comment', '{ // the relay\n}', /not JSON/u],
  ['a brace too few', '{"agencyName": "A"', /not JSON/u],
  ['curly quotation marks', '{“agencyName”: “A”}', /not JSON/u],
  ['a list', '[]', /one object in braces/u],
  ['a word', '"relay.example.co.uk"', /one object in braces/u],
  ['null', 'null', /one object in braces/u],
  ['another format', '<?xml version="1.0"?><plist/>', /not JSON/u],
  ['brackets without end', '['.repeat(60_000), /not JSON/u],
])('%s is told apart, and settles nothing', (_what, text, problem) => {
  const { settings, problems } = parseProvisioning(Buffer.from(text));
  expect(settings).toEqual({});
  expect(problems).toEqual([expect.stringMatching(problem)]);
});

test.each([
  ['bytes that are no text', Buffer.from([0x7b, 0xc3, 0x28, 0x7d]), /neither UTF-8 nor UTF-16/u],
  ['a program', Buffer.from([0x4d, 0x5a, 0x90, 0x00, 0xff]), /neither UTF-8 nor UTF-16/u],
  ['half a letter of UTF-16', Buffer.from([0xff, 0xfe, 0x7b]), /neither UTF-8 nor UTF-16/u],
  ['more than anybody writes', Buffer.alloc(10 * 1024 * 1024, 0x20), /larger than 64 KB/u],
])('%s are refused before they are understood', (_what, bytes, problem) => {
  expect(parseProvisioning(bytes)).toEqual({
    settings: {},
    problems: [expect.stringMatching(problem)],
  });
});

describe('a setting that cannot be used costs only itself', () => {
  test.each<[string, Record<string, unknown>, RegExp]>([
    ['an address without TLS', { relayAddress: 'http://relay.example.co.uk' }, /relayAddress must begin/u],
    ['an address with a password', { relayAddress: 'https://a:b@relay.example' }, /relayAddress must begin/u],
    ['a program for an address', { relayAddress: 'javascript:alert(1)' }, /relayAddress must begin/u],
    ['a file for an address', { relayAddress: 'file:///etc/passwd' }, /relayAddress must begin/u],
    ['a number for an address', { relayAddress: 4 }, /relayAddress must be text/u],
    ['an address without end', { relayAddress: `https://${'a'.repeat(600)}.uk` }, /at most 500/u],
    ['no value', { relayAddress: null }, /relayAddress must be text/u],
    ['text for a switch', { startAtLogin: 'yes' }, /startAtLogin must be true or false/u],
    ['a number for a switch', { keepInTray: 1 }, /keepInTray must be true or false/u],
    ['a choice that is none', { notificationContent: 'all' }, /must be name-and-text, name or nothing/u],
    ['a setting of another name', { relayUrl: 'https://relay.example' }, /“relayUrl” is no setting/u],
    ['a word of JavaScript', { constructor: 'x' }, /“constructor” is no setting/u],
    ['a name with markup and breaks', { '<b>\n\u202E': 1 }, /^“·b···” is no setting$/u],
  ])('%s', (_what, more, problem) => {
    const text = JSON.stringify({ keepInTray: false, agencyName: 'Harper', ...more });
    const { settings, problems } = parseProvisioning(Buffer.from(text));
    expect(settings).toMatchObject({ agencyName: 'Harper' });
    expect(Object.keys(settings)).not.toContain(Object.keys(more)[0]);
    expect(problems).toEqual([expect.stringMatching(problem)]);
  });

  test('a name of the agency that is not one line', () => {
    expect(parseProvisioning(Buffer.from('{"agencyName":"A\\nB","keepInTray":true}'))).toEqual({
      settings: { keepInTray: true },
      problems: ['agencyName must be one line of text'],
    });
  });

  test('a prototype in the file changes nobody’s', () => {
    const { settings } = parseProvisioning(
      Buffer.from('{"__proto__":{"relayAddress":"https://bad.example"}}'),
    );
    expect(settings.relayAddress).toBeUndefined();
  });

  test('a thousand mistakes are told as five', () => {
    const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`x${index}`, 1]));
    expect(parseProvisioning(Buffer.from(JSON.stringify(many))).problems).toHaveLength(5);
  });
});
