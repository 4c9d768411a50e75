import { createBsuid } from './bsuid.ts';
import type { Person } from './entities.ts';
import { scriptOf } from './scripts.ts';
import type { PersonSeed, World } from './world.ts';

const PEOPLE_LIMIT = 100_000;

/** Finds by person id, by digits in any format, or by business-scoped user id. */
export function findPerson(world: World, key: string): Person | undefined {
  const { byId, byPhone, byBsuid } = world.people;
  return byId.get(key) ?? byBsuid.get(key) ?? byPhone.get(key.replaceAll(/\D/g, ''));
}

/** As `findPerson`, but a number that nobody has yet becomes a person. Throws a `TypeError` that names any other unknown key. */
export function getPerson(world: World, key: string): Person {
  const person =
    findPerson(world, key) ??
    (/^\+?[\d\s()-]{8,}$/.test(key) ? ensurePerson(world, key.replaceAll(/\D/g, '')) : undefined);
  if (person === undefined) throw new TypeError(`No person "${key}" in the simulator`);
  return person;
}

/** The person with this number, who comes into being when first addressed: any valid number is on WhatsApp by default. */
export function ensurePerson(world: World, digits: string): Person {
  return world.people.byPhone.get(digits) ?? insertPerson(world, { phone: digits });
}

/** Adds a person. The oldest nameless one is forgotten beyond 100,000. */
export function insertPerson(world: World, seed: PersonSeed): Person {
  const phone = seed.phone.replaceAll(/\D/g, '');
  const script = seed.script ?? scriptOf(phone);
  const isUsernameOnly = script === 'username-only';
  const person: Person = {
    id: freeId(world, phone),
    phone,
    bsuid: createBsuid(world.business.id, phone),
    name: seed.name,
    username: seed.username ?? (isUsernameOnly ? `user.${phone.slice(-6)}` : undefined),
    identityMode: seed.identityMode ?? (isUsernameOnly ? 'bsuid-only' : undefined),
    script,
    sendsReadReceipts: seed.sendsReadReceipts ?? true,
    isInContactBook: false,
    hasChangedNumber: false,
    marketingStoppedFor: new Set(),
    lastWroteAt: new Map(),
    lastPhoneTrafficAt: new Map(),
    typingUntil: new Map(),
    chat: [],
    autoAnswers: seed.autoAnswers ?? [],
  };
  forgetOldest(world);
  indexPerson(world, person);
  return person;
}

/** Gives a person another number; Meta then issues another business-scoped user id (reference section 6.5). Returns the old pair. */
export function changePhone(
  world: World,
  person: Person,
  newPhone: string,
): { readonly phone: string; readonly bsuid: string } {
  const old = { phone: person.phone, bsuid: person.bsuid };
  world.people.byPhone.delete(old.phone);
  world.people.byBsuid.delete(old.bsuid);
  person.phone = newPhone;
  person.bsuid = createBsuid(world.business.id, newPhone);
  person.hasChangedNumber = true;
  indexPerson(world, person);
  return old;
}

// Whoever takes over a number that somebody gave up is another person.
function freeId(world: World, phone: string): string {
  let id = `person-${phone}`;
  for (let holder = 2; world.people.byId.has(id); holder += 1) id = `person-${phone}-${holder}`;
  return id;
}

function indexPerson(world: World, person: Person): void {
  world.people.byId.set(person.id, person);
  world.people.byPhone.set(person.phone, person);
  world.people.byBsuid.set(person.bsuid, person);
}

function forgetOldest(world: World): void {
  const { byId, byPhone, byBsuid } = world.people;
  if (byId.size < PEOPLE_LIMIT) return;
  for (const person of byId.values()) {
    if (person.name !== undefined) continue;
    byId.delete(person.id);
    byPhone.delete(person.phone);
    byBsuid.delete(person.bsuid);
    return;
  }
}
