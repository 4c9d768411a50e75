import { expect, test } from 'vitest';
import { createPerson } from '../../../../relay/ingest/resolve-person.ts';
import { createWorkingSet, setPerson, type WorkingSet } from '../../../../relay/ingest/working-set.ts';
import { personKeyForBsuid, type PersonKey } from '../../../../shared/domain/ids.ts';
import { personKeyForNumber } from '../../../../shared/domain/phone-number.ts';
import { deliver, message, moved, report, senderOf } from './plan-harness.ts';

const OLD = '447700900456';
const NEW = '447700900789';
const BY_OLD = personKeyForNumber(OLD);

function personOf(set: WorkingSet, key: PersonKey) {
  return set.people.get(key)?.person;
}

test('A person known by number gets the key that a desktop computes, and the user id that a status tells.', () => {
  const set = createWorkingSet();
  deliver(
    set,
    message('m1', { waId: OLD }),
    report('o1', { waId: OLD, bsuid: 'GB.1' }),
    message('m2', { bsuid: 'GB.1' }),
  );
  expect([senderOf(set, 'm1'), senderOf(set, 'm2')]).toEqual([BY_OLD, BY_OLD]);
  expect(personOf(set, BY_OLD)).toEqual({ key: BY_OLD, waId: OLD, bsuid: 'GB.1', aliases: [] });
});

test('Somebody without a number is a person too, and keeps the key when the number becomes known.', () => {
  const set = createWorkingSet();
  deliver(
    set,
    message('m1', { bsuid: 'GB.1' }),
    message('m2', { bsuid: 'GB.1', waId: OLD }),
    message('m3', { waId: OLD }),
  );
  const key = personKeyForBsuid('GB.1');
  expect(['m1', 'm2', 'm3'].map((wamid) => senderOf(set, wamid))).toEqual([key, key, key]);
});

test.each([
  ['Brazil with and without the ninth digit', '5511987654321', '551187654321'],
  ['Mexico with and without the one', '5215512345678', '525512345678'],
  ['Argentina with and without the nine', '5491123456789', '541123456789'],
])('%s is one person.', (_case, one, other) => {
  const set = createWorkingSet();
  deliver(set, message('m1', { waId: one }), message('m2', { waId: other, bsuid: 'BR.1' }));
  expect(senderOf(set, 'm2')).toBe(senderOf(set, 'm1'));
});

test('A person to whom a desktop has written first is found by the number.', () => {
  const set = createWorkingSet();
  setPerson(set, createPerson(BY_OLD), []);
  deliver(set, message('m1', { waId: OLD, bsuid: 'GB.1' }));
  expect(senderOf(set, 'm1')).toBe(BY_OLD);
});

test('Two people whom we know are never merged: the number leads to the thread that was begun by number.', () => {
  const set = createWorkingSet();
  setPerson(set, createPerson(BY_OLD), []);
  deliver(
    set,
    message('m1', { bsuid: 'GB.1' }),
    message('m2', { waId: OLD, bsuid: 'GB.1' }),
    message('m3', { bsuid: 'GB.1' }),
  );
  const byBsuid = personKeyForBsuid('GB.1');
  expect(['m1', 'm2', 'm3'].map((wamid) => senderOf(set, wamid))).toEqual([byBsuid, BY_OLD, byBsuid]);
});

test('A number that has passed to another account does not draw that account to its former holder.', () => {
  const set = createWorkingSet();
  deliver(set, message('m1', { waId: OLD, bsuid: 'GB.1' }), message('m2', { waId: NEW, bsuid: 'GB.2' }));
  deliver(set, message('m3', { waId: OLD, bsuid: 'GB.2' }));
  expect(senderOf(set, 'm3')).toBe(senderOf(set, 'm2'));
});

test('A changed number moves the person: the thread stays, old and new ids lead to it, and again is no change.', () => {
  const set = createWorkingSet();
  const change = moved('s1', { waId: OLD, bsuid: 'GB.1' }, { waId: NEW, bsuid: 'GB.2' });
  deliver(set, message('m1', { waId: OLD, bsuid: 'GB.1' }), change, { ...change, wamid: 's2' });
  deliver(set, message('m2', { waId: NEW, bsuid: 'GB.2' }), message('m3', { bsuid: 'GB.1', waId: OLD }));
  expect(['s1', 'm2', 'm3'].map((wamid) => senderOf(set, wamid))).toEqual([BY_OLD, BY_OLD, BY_OLD]);
  expect(personOf(set, BY_OLD)).toEqual({ key: BY_OLD, waId: NEW, bsuid: 'GB.2', aliases: ['GB.1', OLD] });
});

test('A changed user id without a number moves the person.', () => {
  const set = createWorkingSet();
  deliver(
    set,
    message('m1', { bsuid: 'GB.1' }),
    moved('s1', { bsuid: 'GB.1' }, { bsuid: 'GB.2' }),
    message('m2', { bsuid: 'GB.2' }),
  );
  expect(senderOf(set, 'm2')).toBe(senderOf(set, 'm1'));
});

test('News of a change that comes after the first message from the new number gives that person the old ids.', () => {
  const set = createWorkingSet();
  deliver(set, message('m1', { waId: NEW, bsuid: 'GB.2' }, { at: 3_000 }));
  deliver(
    set,
    moved('s1', { waId: OLD, bsuid: 'GB.1' }, { waId: NEW, bsuid: 'GB.2' }),
    message('m2', { bsuid: 'GB.1' }, { at: 500 }),
  );
  const key = personKeyForNumber(NEW);
  expect([senderOf(set, 's1'), senderOf(set, 'm2')]).toEqual([key, key]);
  expect(personOf(set, key)).toMatchObject({ waId: NEW, bsuid: 'GB.2', aliases: ['GB.1', OLD] });
});

test('A change to ids under which somebody else is known merges nobody.', () => {
  const set = createWorkingSet();
  deliver(set, message('m1', { waId: OLD, bsuid: 'GB.1' }), message('m2', { waId: NEW, bsuid: 'GB.2' }));
  deliver(set, moved('s1', { waId: OLD, bsuid: 'GB.1' }, { waId: NEW, bsuid: 'GB.2' }));
  expect(senderOf(set, 's1')).toBe(BY_OLD);
  expect(personOf(set, BY_OLD)).toEqual({ key: BY_OLD, waId: OLD, bsuid: 'GB.1', aliases: [] });
});

test('Whoever gets a number that was given up is somebody new; what was said before is not theirs.', () => {
  const set = createWorkingSet();
  deliver(
    set,
    message('m1', { waId: OLD, bsuid: 'GB.1' }),
    moved('s1', { waId: OLD, bsuid: 'GB.1' }, { waId: NEW, bsuid: 'GB.2' }),
  );
  deliver(
    set,
    message('m2', { waId: OLD, bsuid: 'GB.3' }, { at: 9_000 }),
    message('m3', { waId: OLD }, { at: 9_001 }),
  );
  const newcomer = personKeyForBsuid('GB.3');
  expect([senderOf(set, 'm2'), senderOf(set, 'm3')]).toEqual([newcomer, newcomer]);
});

test('The newest name wins, and an older one that comes late does not.', () => {
  const set = createWorkingSet();
  const named = (wamid: string, name: string, at: number) =>
    message(wamid, { waId: OLD }, { at, profile: { name } });
  deliver(
    set,
    named('m1', 'Sam', 1_000),
    named('m3', 'Samuel', 3_000),
    named('m2', 'Sammy', 2_000),
    message('m4', { waId: OLD }),
  );
  expect(personOf(set, BY_OLD)).toMatchObject({ profileName: 'Samuel' });
});
