import { expect, test } from 'vitest';
import { createHookNetworks, isNetwork } from '../../../../relay/hooks/hook-networks.ts';

const PUBLIC = createHookNetworks([]);

test.each([
  '8.8.8.8',
  '172.15.0.1',
  '172.32.0.1',
  '100.63.0.1',
  '2a00:1450:4009:81f::200e',
  '2606:4700::1111',
])('Hooks reach the public address %s.', (address) => expect(PUBLIC.permits(address)).toBe(true));

test.each([
  '0.0.0.0',
  '10.0.0.1',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::7f00:1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'ff02::1',
  'localhost',
  '',
])('Hooks do not reach %s.', (address) => expect(PUBLIC.permits(address)).toBe(false));

test('What the operator allows is reached, and nothing beside it; plain http only on this machine.', () => {
  const networks = createHookNetworks(['10.1.0.0/16', 'fd12::/16', '127.0.0.1/32']);
  expect(networks.permits('10.1.2.3')).toBe(true);
  expect(networks.permits('10.2.0.1')).toBe(false);
  expect(networks.permits('fd12:1::1')).toBe(true);
  expect(networks.permits('127.0.0.1')).toBe(true);
  expect(networks.permits('127.0.0.2')).toBe(false);
  expect(networks.permitsPlain('127.0.0.1')).toBe(true);
  expect(networks.permitsPlain('10.1.2.3')).toBe(false);
  expect(PUBLIC.permitsPlain('127.0.0.1')).toBe(false);
});

test.each([
  ['10.0.0.0/8', true],
  ['fd00::/8', true],
  ['0.0.0.0/0', true],
  ['10.0.0.0', false],
  ['10.0.0.0/33', false],
  ['fd00::/129', false],
  ['crm.example.co.uk/24', false],
  ['10.0.0.0/8/8', false],
  ['', false],
])('"%s" is a network: %s.', (text, is) => expect(isNetwork(text)).toBe(is));
