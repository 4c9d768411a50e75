import * as fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { redact } from '../../../shared/redact.ts';

test.each([
  ['Authorization: Bearer EAAabc123def456', 'Authorization: Bearer [token]'],
  ['authorization: bearer dev_tok-1.2/3', 'authorization: bearer [token]'],
  ['GET /debug_token?input_token=abc|def&x=1', 'GET /debug_token?input_token=[token]&x=1'],
  ['?access_token=abc', '?access_token=[token]'],
  ['{"token":"s3cret"}', '{"token":"[token]"}'],
  ['pasted EAAJBxyz1234567890', 'pasted [token]'],
  ['wamid.HBgMNDQ3NzAwOTAwNDU2FQIAERg= failed', '[wamid] failed'],
  ['sam.taylor+jobs@example.co.uk wrote', '[email] wrote'],
  ['to GB.1029384756102938475610', 'to [bsuid]'],
  ['to +447700900456.', 'to […456].'],
  ['to +44 7700 900456', 'to […456]'],
  ['to 447700900456', 'to […456]'],
  ['to 07700 900456', 'to […456]'],
  ['to 07700-900-456', 'to […456]'],
  ['to 07700.900456', 'to […456]'],
  ['to (020) 7946 0123', 'to […123]'],
  ['to +65 6123 4567', 'to […567]'],
  ['{"to":"447700900456"}', '{"to":"[…456]"}'],
])('%j becomes %j', (text, expected) => {
  expect(redact(text)).toBe(expected);
});

test.each([
  'batch of 250 applied in 12.5 ms, cursor 1234567',
  '2026-11-22T10:00:00.123Z sync: welcome',
  '2026-11-22 10:00 sync',
  'at 1763900010 and 1763900010123',
  'message 01938c5e-1234-7123-8123-123456789012 settled',
  'message 00000000-0000-4000-8000-123456789012 settled',
  'listening on 127.0.0.1:8443',
  'peer 192.168.100.200',
  'HTTP 502, code 131047',
  'version 26.0',
])('%j stays readable', (text) => {
  expect(redact(text)).toBe(text);
});

it('hides every number, wherever it stands', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 999_999 }),
      fc.constantFrom(' ', ':', '"', '=', '/', ','),
      (tail, before) => {
        const number = `447700${String(tail).padStart(6, '0')}`;
        expect(redact(`x${before}${number}${before}y`)).not.toContain(number);
      },
    ),
  );
});

it('changes nothing the second time', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.string(),
          fc.constantFrom('Bearer EAAabcdefgh123 ', '+44 7700 900456 ', 'wamid.AAA= ', 'a@b.co ', 'token=x '),
        ),
      ),
      (parts) => {
        const once = redact(parts.join(''));
        expect(redact(once)).toBe(once);
      },
    ),
  );
});
