import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { createAddressShare } from '../../../../relay/http/address-share.ts';
import { createAddressReader } from '../../../../relay/http/client-address.ts';
import { createStrangerLimit } from '../../../../relay/http/stranger-limit.ts';

function from(remoteAddress: string | undefined, forwarded?: string) {
  const socket = Object.defineProperty(new Socket(), 'remoteAddress', { value: remoteAddress });
  return { socket, headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } };
}

test.each([
  ['the connection, where no proxy is trusted', [], '203.0.113.7', '198.51.100.1', '203.0.113.7'],
  ['what a trusted proxy says', ['loopback'], '127.0.0.1', '198.51.100.1', '198.51.100.1'],
  [
    'the last that is no proxy',
    ['loopback', '10.0.0.0/8'],
    '::1',
    '1.2.3.4, 198.51.100.1, 10.1.2.3',
    '198.51.100.1',
  ],
  ['the proxy itself, when it says nothing', ['10.0.0.1'], '10.0.0.1', undefined, '10.0.0.1'],
  ['the proxy itself, when it says nonsense', ['10.0.0.1'], '10.0.0.1', 'x, <script>', '10.0.0.1'],
  ['IPv4 in the clothes of IPv6', [], '::ffff:203.0.113.7', undefined, '203.0.113.7'],
  ['the network of an IPv6 address', [], '2001:db8:1:2:3:4:5:6', undefined, '2001:db8:1:2'],
  ['the network of a short IPv6 address', [], '2001:db8::6', undefined, '2001:db8:0:0'],
])('A request comes from %s.', (_case, trusted, remote, forwarded, key) => {
  expect(createAddressReader(trusted)(from(remote, forwarded))).toMatchObject({ key });
});

test('A connection that has gone has no address.', () => {
  expect(createAddressReader()(from(undefined))).toBeUndefined();
});

test.each([
  ['127.0.0.1', true],
  ['10.2.3.4', true],
  ['192.168.1.1', true],
  ['fd00::1', true],
  ['203.0.113.7', false],
  ['2001:db8::1', false],
])('Whether %s is of one’s own network: %s.', (remote, isPrivate) => {
  expect(createAddressReader()(from(remote))).toMatchObject({ isPrivate });
});

// A request as far as these parts look at it.
type Request = Parameters<ReturnType<typeof createStrangerLimit>['isBarred']>[0];
const request = (remote: string) => from(remote) as unknown as Request;

test('Who fails too often from one address is barred for the rest of the minute, and nobody else is.', () => {
  let elapsed = 0;
  const limit = createStrangerLimit(createAddressReader(), 3, () => elapsed);
  const fail = (remote: string) => limit.noteFailure(request(remote));
  for (let time = 0; time < 3; time += 1) fail('203.0.113.7');
  for (let time = 0; time < 9; time += 1) fail('127.0.0.1');
  expect(limit.isBarred(request('203.0.113.7'))).toBe(true);
  expect(limit.isBarred(request('203.0.113.8'))).toBe(false);
  expect(limit.isBarred(request('127.0.0.1'))).toBe(false);
  elapsed += 60_000;
  expect(limit.isBarred(request('203.0.113.7'))).toBe(false);
});

test('One address has no more than its share of places, and has them again when it gives them back.', () => {
  const shares = createAddressShare(createAddressReader(), 2);
  const first = shares.take(from('203.0.113.7'));
  expect(shares.take(from('203.0.113.7'))).toBeDefined();
  expect(shares.take(from('203.0.113.7'))).toBeUndefined();
  expect(shares.take(from('203.0.113.8'))).toBeDefined();
  for (let time = 0; time < 5; time += 1) expect(shares.take(from('127.0.0.1'))).toBeDefined();
  first?.();
  expect(shares.take(from('203.0.113.7'))).toBeDefined();
});
