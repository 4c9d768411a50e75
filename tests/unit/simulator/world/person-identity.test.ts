import { describe, expect, it } from 'vitest';
import { demoWorld } from '../../../../simulator/demo-world.ts';
import { changePhone, ensurePerson, findPerson } from '../../../../simulator/world/people.ts';
import { decideIdentity } from '../../../../simulator/world/person-identity.ts';
import { createWorld, fillWorld, type World } from '../../../../simulator/world/world.ts';

const day = 24 * 3_600_000;
const number = '200300400500600';

function buildWorld(): World {
  const seed = demoWorld(0);
  const world = createWorld(seed, 'phone-and-bsuid');
  fillWorld(world, seed);
  return world;
}

describe('what a webhook tells about a person', () => {
  it.each([
    ['phone-only', true, false],
    ['phone-and-bsuid', true, true],
    ['bsuid-only', false, true],
    ['username', false, true],
  ] as const)('in mode %s: phone %s, user id %s', (mode, hasPhone, hasUserId) => {
    const world = buildWorld();
    const person = ensurePerson(world, '447700900456');
    person.identityMode = mode;
    const shown = decideIdentity(world, person, number, 40 * day);
    expect([shown.waId !== undefined, shown.userId !== undefined]).toEqual([hasPhone, hasUserId]);
  });

  it('shows the phone of a username person for 30 days after traffic by phone', () => {
    const world = buildWorld();
    const person = ensurePerson(world, '447700900456');
    person.identityMode = 'username';
    person.lastPhoneTrafficAt.set(number, 0);
    expect(decideIdentity(world, person, number, 30 * day - 1).waId).toBe('447700900456');
    expect(decideIdentity(world, person, number, 30 * day).waId).toBeUndefined();
    expect(decideIdentity(world, person, 'another number', 1).waId).toBeUndefined();
  });
});

describe('people', () => {
  it('have a user id with country prefix that is stable and changes with the number', () => {
    const world = buildWorld();
    const person = ensurePerson(world, '447700900456');
    expect(person.bsuid).toMatch(/^GB\.\d{22}$/);
    const old = changePhone(world, person, '447700900999');
    expect(person.bsuid).not.toBe(old.bsuid);
    expect(findPerson(world, old.bsuid)).toBeUndefined();
    expect(findPerson(world, '+44 7700 900999')).toBe(person);
    expect(findPerson(world, person.id)).toBe(person);
  });

  it('come into being when first addressed, scripted by their last digits', () => {
    const world = buildWorld();
    expect(ensurePerson(world, '4915112345001').script).toBe('not-on-whatsapp');
    expect(ensurePerson(world, '16315550123').bsuid).toMatch(/^US\./);
  });
});
