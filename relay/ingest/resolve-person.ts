import { type PersonKey, personKeyForBsuid } from '../../shared/domain/ids.ts';
import { canonicalPhoneDigits } from '../../shared/domain/phone-number.ts';
import type { MetaIdentity, MetaProfile } from '../../shared/whatsapp/webhook.ts';
import type { PersonState } from '../log/relay-log.ts';
import { personKeyOf } from './derived-ids.ts';
import { bsuidIdentity, phoneIdentity } from './keys.ts';
import { type WorkingSet, setPerson } from './working-set.ts';

/** One sighting of a person: the ids, the name, and when. */
type Sighting = {
  readonly identity: MetaIdentity;
  readonly profile: MetaProfile;
  readonly at: number;
};

/**
 * Who this is, and learns what the sighting tells. By BSUID (also a former one), then by number; somebody new gets the
 * key that a desktop would compute from the number. Two known people are never merged.
 */
export function resolvePerson(set: WorkingSet, sighting: Sighting): PersonKey {
  const key = findPerson(set, sighting.identity, sighting.at) ?? nameNewPerson(set, sighting.identity);
  learnAbout(set, key, sighting);
  return key;
}

/** Undefined when nobody is known by these ids. */
export function findPerson(
  set: WorkingSet,
  { bsuid, waId }: MetaIdentity,
  at: number,
): PersonKey | undefined {
  const byBsuid = bsuid === undefined ? undefined : set.identities.get(bsuidIdentity(bsuid));
  const byPhone = waId === undefined ? undefined : findByPhone(set, waId);
  if (byPhone === undefined || byPhone === byBsuid) return byBsuid ?? byPhone;
  const holder = set.people.get(byPhone);
  if (byBsuid !== undefined) {
    // Known twice. Where the number has never shown a BSUID, both are one human, and the thread by number is the one
    // that consultants began; else the number has passed to somebody else.
    return holder?.person.bsuid === undefined ? byPhone : byBsuid;
  }
  // A former number of somebody whose account moved on: a BSUID we never saw belongs to the line's next owner.
  const isFormer = holder?.person.waId !== undefined && !isSameLine(holder.person.waId, waId ?? '');
  const hasNewOwner = bsuid !== undefined && isFormer && at > (holder?.identityAt ?? 0);
  return hasNewOwner ? undefined : byPhone;
}

function findByPhone(set: WorkingSet, waId: string): PersonKey | undefined {
  const known = set.identities.get(phoneIdentity(waId));
  if (known !== undefined) return known;
  // A desktop may have begun with this number before Meta ever mentioned it.
  const computed = personKeyOf(waId);
  return set.people.has(computed) ? computed : undefined;
}

function nameNewPerson(set: WorkingSet, { bsuid, waId }: MetaIdentity): PersonKey {
  if (waId !== undefined) {
    const key = personKeyOf(waId);
    if (bsuid === undefined || !set.people.has(key)) return key;
  }
  return personKeyForBsuid(bsuid ?? '');
}

/** What a sighting tells about a person who is known for certain, such as the recipient of our own message. */
export function learnAbout(set: WorkingSet, key: PersonKey, { identity, profile, at }: Sighting): void {
  const before = set.people.get(key) ?? createPerson(key);
  const withIds = learnIds(set, before, identity, at);
  const after = learnProfile(withIds.state, profile, at);
  if (after !== before || !set.people.has(key)) setPerson(set, after, withIds.gained);
}

export function createPerson(key: PersonKey): PersonState {
  return { person: { key, aliases: [] }, profileAt: 0, identityAt: 0 };
}

type Learned = { readonly state: PersonState; readonly gained: readonly string[] };

function learnIds(set: WorkingSet, state: PersonState, { bsuid, waId }: MetaIdentity, at: number): Learned {
  const first = bsuid === undefined ? { state, gained: [] } : learnId(set, state, 'bsuid', bsuid, at);
  if (waId === undefined) return first;
  const second = learnId(set, first.state, 'waId', waId, at);
  return { state: second.state, gained: [...first.gained, ...second.gained] };
}

/** A new id becomes the present one unless older than what we know; the one that it replaces stays as an alias. */
function learnId(
  set: WorkingSet,
  state: PersonState,
  name: 'bsuid' | 'waId',
  value: string,
  at: number,
): Learned {
  const identity = name === 'bsuid' ? bsuidIdentity(value) : phoneIdentity(value);
  const holder = set.identities.get(identity);
  const { person } = state;
  const present = person[name];
  if (present === value || person.aliases.includes(value)) return { state, gained: [] };
  if (holder !== undefined && holder !== person.key && !isFormerNumberOf(set, holder, name, value)) {
    return { state, gained: [] };
  }
  const gained = holder === person.key ? [] : [identity];
  if (present === undefined || (name === 'waId' && isSameLine(present, value))) {
    const identityAt = Math.max(at, state.identityAt);
    return { state: { ...state, identityAt, person: { ...person, [name]: value } }, gained };
  }
  const isNewer = at >= state.identityAt;
  return {
    state: {
      ...state,
      identityAt: Math.max(at, state.identityAt),
      person: {
        ...person,
        [name]: isNewer ? value : present,
        aliases: [...person.aliases, isNewer ? present : value],
      },
    },
    gained,
  };
}

/** A number that its last holder gave up may be taken; nothing else may. */
function isFormerNumberOf(
  set: WorkingSet,
  holder: PersonKey,
  name: 'bsuid' | 'waId',
  value: string,
): boolean {
  const present = set.people.get(holder)?.person.waId;
  return name === 'waId' && present !== undefined && !isSameLine(present, value);
}

function isSameLine(one: string, other: string): boolean {
  return canonicalPhoneDigits(one) === canonicalPhoneDigits(other);
}

function learnProfile(state: PersonState, { name, username }: MetaProfile, at: number): PersonState {
  const { person } = state;
  const profileName = newer(person.profileName, name, at >= state.profileAt);
  const newUsername = newer(person.username, username, at >= state.profileAt);
  if (profileName === person.profileName && newUsername === person.username) return state;
  return {
    ...state,
    profileAt: Math.max(at, state.profileAt),
    person: {
      ...person,
      ...(profileName === undefined ? {} : { profileName }),
      ...(newUsername === undefined ? {} : { username: newUsername }),
    },
  };
}

function newer(
  present: string | undefined,
  heard: string | undefined,
  mayReplace: boolean,
): string | undefined {
  if (heard === undefined) return present;
  return present === undefined || mayReplace ? heard : present;
}

/**
 * Meta says that a person's ids changed from `from` to `to`. The new ids become the present ones, the old ones stay as
 * aliases. Where somebody else is known by the new ids, nobody is merged and the new ids stay with them.
 */
export function movePerson(set: WorkingSet, from: MetaIdentity, to: MetaIdentity, at: number): PersonKey {
  const byNewIds = findPerson(set, from, at) === undefined ? findPerson(set, to, at) : undefined;
  const none: MetaProfile = {};
  if (byNewIds !== undefined) {
    // Heard of under the new ids first: the old ones are history from the start.
    learnAbout(set, byNewIds, { identity: from, profile: none, at: 0 });
    return byNewIds;
  }
  const key = resolvePerson(set, { identity: from, profile: none, at });
  learnAbout(set, key, { identity: to, profile: none, at });
  return key;
}
