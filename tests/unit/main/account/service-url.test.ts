import { describe, expect, test } from 'vitest';
import { checkServiceUrl, isLoopbackUrl } from '../../../../main/account/service-url.ts';

describe('the address of a relay', () => {
  test.each([
    ['https://relay.example.co.uk', 'https://relay.example.co.uk'],
    ['relay.example.co.uk', 'https://relay.example.co.uk'],
    ['  relay.example.co.uk/  ', 'https://relay.example.co.uk'],
    ['https://example.co.uk/relay/', 'https://example.co.uk/relay'],
    ['https://relay.example.co.uk:8443', 'https://relay.example.co.uk:8443'],
    ['HTTPS://RELAY.example.co.uk', 'https://relay.example.co.uk'],
    ['https://relay.example.co.uk/?next=x#y', 'https://relay.example.co.uk'],
    ['http://127.0.0.1:4380', 'http://127.0.0.1:4380'],
    ['http://localhost:4380/', 'http://localhost:4380'],
    ['http://[::1]:4380', 'http://[::1]:4380'],
  ])('%s is read as %s', (typed, address) => {
    expect(checkServiceUrl(typed)).toBe(address);
  });

  test.each([
    '',
    '   ',
    'http://relay.example.co.uk',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'http://192.168.0.10:4380',
    'https://me:secret@relay.example.co.uk',
    'https://me@relay.example.co.uk',
    'me@relay.example.co.uk',
    'ws://relay.example.co.uk',
    'file:///etc/passwd',
    'javascript://alert(1)',
    'ftp://relay.example.co.uk',
    'https://',
    'relay at home',
    'https://relay example',
  ])('"%s" is refused', (typed) => {
    expect(checkServiceUrl(typed)).toBeUndefined();
  });
});

test.each([
  ['http://127.0.0.1:80/x', true],
  ['http://[::1]/', true],
  ['https://localhost', true],
  ['http://127.0.0.1.nip.example', false],
  ['http://localhost@example.com', false],
  ['http://0x7f.1.example', false],
  ['graph.facebook.com', false],
  ['', false],
])('%s is this machine: %s', (url, isLoopback) => {
  expect(isLoopbackUrl(url)).toBe(isLoopback);
});
