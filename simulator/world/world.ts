import { BoundedMap } from '../bounded-map.ts';
import { insertPerson } from './people.ts';
import type {
  AcceptedMessage,
  AccessToken,
  Business,
  MediaItem,
  MetaApp,
  Person,
  PhoneNumber,
  Template,
  Waba,
  IdentityMode,
} from './entities.ts';

/** Everything that exists: Meta's side (accounts, numbers, tokens, templates, media) and the people with their phones. */
export type World = {
  readonly business: Business;
  readonly app: MetaApp;
  readonly wabas: Map<string, Waba>;
  readonly phoneNumbers: Map<string, PhoneNumber>;
  readonly tokens: Map<string, AccessToken>;
  readonly templates: Map<string, Template>;
  readonly media: BoundedMap<string, MediaItem>;
  readonly accepted: BoundedMap<string, AcceptedMessage>;
  /** wamids that people sent, so that reading, quoting and reacting can be checked. */
  readonly inboundIds: BoundedMap<
    string,
    { readonly personId: string; readonly phoneNumberId: string; readonly at: number }
  >;
  readonly people: PeopleIndex;
  identityMode: IdentityMode;
};

export type PeopleIndex = {
  readonly byId: Map<string, Person>;
  readonly byPhone: Map<string, Person>;
  readonly byBsuid: Map<string, Person>;
};

/** What a world is made from. `demoWorld()` is one; a test may bring its own. */
export type WorldSeed = {
  readonly business: Business;
  readonly app: MetaApp;
  readonly wabas: readonly Waba[];
  readonly phoneNumbers: readonly PhoneNumber[];
  readonly tokens: readonly AccessToken[];
  readonly templates: readonly Template[];
  readonly people: readonly PersonSeed[];
};

export type PersonSeed = { readonly phone: string } & Partial<
  Pick<Person, 'name' | 'username' | 'identityMode' | 'script' | 'sendsReadReceipts' | 'autoAnswers'>
>;

const MEDIA_LIMIT = 2_000;
const MESSAGE_LIMIT = 200_000;

/** An empty world; `fillWorld` puts the seed in. */
export function createWorld(seed: WorldSeed, identityMode: IdentityMode): World {
  return {
    business: seed.business,
    app: seed.app,
    wabas: new Map(),
    phoneNumbers: new Map(),
    tokens: new Map(),
    templates: new Map(),
    media: new BoundedMap(MEDIA_LIMIT),
    accepted: new BoundedMap(MESSAGE_LIMIT),
    inboundIds: new BoundedMap(MESSAGE_LIMIT),
    people: { byId: new Map(), byPhone: new Map(), byBsuid: new Map() },
    identityMode,
  };
}

/** Replaces everything by the seed, except the app and who is subscribed with which callback. */
export function fillWorld(world: World, seed: WorldSeed): void {
  const subscribed = new Map([...world.wabas.values()].map((waba) => [waba.id, waba]));
  const overrides = new Map(
    [...world.phoneNumbers.values()].map((phoneNumber) => [phoneNumber.id, phoneNumber.callbackOverride]),
  );
  const { byId, byPhone, byBsuid } = world.people;
  for (const map of [
    world.wabas,
    world.phoneNumbers,
    world.tokens,
    world.templates,
    world.media,
    world.accepted,
    world.inboundIds,
    byId,
    byPhone,
    byBsuid,
  ])
    map.clear();
  for (const waba of seed.wabas) {
    const before = subscribed.get(waba.id);
    world.wabas.set(waba.id, {
      ...waba,
      isAppSubscribed: before?.isAppSubscribed ?? waba.isAppSubscribed,
      callbackOverride: before?.callbackOverride ?? waba.callbackOverride,
    });
  }
  for (const phoneNumber of seed.phoneNumbers)
    world.phoneNumbers.set(phoneNumber.id, {
      ...phoneNumber,
      callbackOverride: overrides.get(phoneNumber.id),
    });
  for (const token of seed.tokens) world.tokens.set(token.value, { ...token });
  for (const template of seed.templates) world.templates.set(template.id, { ...template });
  for (const person of seed.people) insertPerson(world, person);
}
