import type { Person } from './entities.ts';
import type { World } from './world.ts';

const PHONE_MEMORY_MS = 30 * 24 * 3_600_000;

/** What a webhook may say about a person; an absent key stays absent, as at Meta. */
export type ShownIdentity = {
  readonly waId: string | undefined;
  readonly userId: string | undefined;
  readonly username: string | undefined;
};

/** Decides which identifiers of a person this business number is shown (reference section 7.3). */
export function decideIdentity(
  world: World,
  person: Person,
  phoneNumberId: string,
  now: number,
): ShownIdentity {
  const mode = person.identityMode ?? world.identityMode;
  switch (mode) {
    case 'phone-only':
      return { waId: person.phone, userId: undefined, username: undefined };
    case 'phone-and-bsuid':
      return { waId: person.phone, userId: person.bsuid, username: person.username };
    case 'bsuid-only':
      return { waId: undefined, userId: person.bsuid, username: person.username };
    case 'username': {
      const lastAt = person.lastPhoneTrafficAt.get(phoneNumberId) ?? -Infinity;
      const isPhoneKnown = person.isInContactBook || now - lastAt < PHONE_MEMORY_MS;
      return {
        waId: isPhoneKnown ? person.phone : undefined,
        userId: person.bsuid,
        username: person.username,
      };
    }
  }
}
