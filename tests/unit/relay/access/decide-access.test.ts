import { expect, test } from 'vitest';
import { decideAccess } from '../../../../relay/access/decide-access.ts';
import { teamIdSchema, userIdSchema } from '../../../../shared/domain/ids.ts';
import { seenSince } from '../../../../shared/protocol/access.ts';
import type { User } from '../../../../shared/protocol/events.ts';

function user(name: string, team?: string, fields: Partial<User> = {}): User {
  return {
    id: userIdSchema.parse(name),
    username: name,
    displayName: name,
    email: '',
    role: 'consultant',
    isActive: true,
    ...(team === undefined ? {} : { teamId: teamIdSchema.parse(team) }),
    ...fields,
  };
}

const ALEX = user('alex', 'north');
const BEN = user('ben', 'north');
const CLEO = user('cleo', 'south');
const DAN = user('dan');
const ALL = [ALEX, BEN, CLEO, DAN];

test('Whoever was never told anything sees everyone, and need not be told so.', () => {
  expect(decideAccess(ALEX, ALL, 'everyone', undefined)).toBeUndefined();
  expect(seenSince(undefined, BEN.id)).toBe(0);
});

test('A team sees its own members, whatever their state; who is in no team sees nobody else.', () => {
  const left = user('ben', 'north', { isActive: false });
  expect(decideAccess(ALEX, [ALEX, left, CLEO, DAN], 'team', undefined)).toEqual({
    userId: 'alex',
    version: 1,
    owners: [{ userId: 'ben', since: 0 }],
  });
  expect(decideAccess(DAN, [DAN, user('eve')], 'team', undefined)?.owners).toEqual([]);
});

test('An administrator sees what the visibility gives, no more.', () => {
  const admin = user('alex', 'north', { role: 'administrator' });
  expect(decideAccess(admin, ALL, 'own', undefined)?.owners).toEqual([]);
});

test('What was seen without a break keeps its beginning; what comes back begins anew.', () => {
  const team = decideAccess(ALEX, ALL, 'team', undefined);
  expect(seenSince(team, BEN.id)).toBe(0);
  expect(decideAccess(ALEX, ALL, 'team', team)).toBe(team);
  const own = decideAccess(ALEX, ALL, 'own', team);
  expect(own).toEqual({ userId: 'alex', version: 2, owners: [] });
  const again = decideAccess(ALEX, ALL, 'team', own);
  expect(again).toEqual({ userId: 'alex', version: 3, owners: [{ userId: 'ben', since: 3 }] });
  const everyone = decideAccess(ALEX, ALL, 'everyone', again);
  expect(everyone).toEqual({ userId: 'alex', version: 4, everyoneSince: 4, owners: [] });
  expect(decideAccess(ALEX, ALL, 'everyone', everyone)).toBe(everyone);
  const narrowed = decideAccess(ALEX, ALL, 'team', everyone);
  expect(narrowed?.owners).toEqual([{ userId: 'ben', since: 4 }]);
});
