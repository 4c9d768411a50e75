import { expect, test } from 'vitest';
import { readRestriction } from '../../../../shared/whatsapp/account-restriction.ts';

const AT = 1_763_900_000_000;
const LIMIT = 'RESTRICTED_BIZ_INITIATED_MESSAGING';

test.each<[string, object, object]>([
  [
    'a restriction with its end',
    {
      event: 'ACCOUNT_RESTRICTION',
      restriction_info: [{ restriction_type: LIMIT, expiration: 1_764_000_000 }],
    },
    { sentence: expect.stringContaining('no conversations can be begun'), at: AT, until: 1_764_000_000_000 },
  ],
  [
    'a restriction without an end, of a kind that is new to us',
    { event: 'ACCOUNT_RESTRICTION', restriction_info: [{ restriction_type: 'RESTRICTED_MOONLIGHT' }] },
    { sentence: expect.stringContaining('Business Support Home'), at: AT },
  ],
  [
    'two restrictions, of which the later end counts',
    {
      event: 'ACCOUNT_RESTRICTION',
      restriction_info: [
        { restriction_type: LIMIT, expiration: '1764000000' },
        { restriction_type: LIMIT, expiration: 1_765_000_000 },
      ],
    },
    { until: 1_765_000_000_000 },
  ],
  [
    'a ban',
    { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'DISABLE', waba_ban_date: 'November 22, 2026' } },
    { sentence: expect.stringContaining('has disabled') },
  ],
  [
    'a breach, for a week',
    { event: 'ACCOUNT_VIOLATION', violation_info: { violation_type: 'SPAM' } },
    { sentence: expect.stringContaining('(spam)'), until: AT + 7 * 24 * 3_600_000 },
  ],
  ['the end of the account', { event: 'ACCOUNT_DELETED' }, { sentence: expect.stringContaining('deleted') }],
])('%s is said in a sentence', (_name, value, restriction) => {
  expect(readRestriction(value, AT)).toEqual({ restriction: expect.objectContaining(restriction) });
});

test.each([
  ['a lifted restriction', { event: 'ACCOUNT_RESTRICTION', restriction_info: [] }],
  ['a lifted ban', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'REINSTATE' } }],
])('%s leaves none', (_name, value) => {
  expect(readRestriction(value, AT)).toEqual({ restriction: undefined });
});

test.each([
  [null],
  [{}],
  [{ event: 'ACCOUNT_RESTRICTION' }],
  [{ event: 'ACCOUNT_RESTRICTION', restriction_info: 'all' }],
  [{ event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'TOMORROW' } }],
  [{ event: 'PARTNER_ADDED' }],
])('%j says nothing of restrictions', (value) => {
  expect(readRestriction(value, AT)).toBeUndefined();
});
