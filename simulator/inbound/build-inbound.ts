import { buildMetadata } from '../delivery/build-status.ts';
import type { Json, Person, PhoneNumber } from '../world/entities.ts';
import { decideIdentity } from '../world/person-identity.ts';
import type { World } from '../world/world.ts';
import type { Update } from '../webhooks/update.ts';

/** What a webhook may leave out although the reference promises it (section 11). */
export type Omission = 'contacts' | 'profile-name' | 'from';

export type InboundMessage = {
  readonly id: string;
  /** Meta's `type`; its payload sits in `payload` under the same name, beside anything else the message carries. */
  readonly type: string;
  readonly payload: Json;
  readonly context: Json | undefined;
  readonly omits: readonly Omission[];
  /** `value.errors`, beside the message. */
  readonly valueErrors?: readonly Json[] | undefined;
};

/** The webhook of one message that a person wrote (reference sections 6.3 and 6.4). */
export function buildInboundUpdate(
  world: World,
  person: Person,
  phoneNumber: PhoneNumber,
  message: InboundMessage,
  now: number,
): Update {
  const shown = decideIdentity(world, person, phoneNumber.id, now);
  const from = message.omits.includes('from') ? undefined : shown.waId;
  const body = {
    ...(message.context === undefined ? {} : { context: message.context }),
    ...(from === undefined ? {} : { from }),
    ...(shown.userId === undefined ? {} : { from_user_id: shown.userId }),
    id: message.id,
    timestamp: String(Math.floor(now / 1_000)),
    type: message.type,
    ...message.payload,
  };
  const contacts = message.omits.includes('contacts')
    ? {}
    : {
        contacts: [
          buildInboundContact(world, person, phoneNumber, now, !message.omits.includes('profile-name')),
        ],
      };
  const errors = message.valueErrors === undefined ? {} : { errors: message.valueErrors };
  return messageUpdate(phoneNumber, { ...contacts, messages: [body], ...errors }, [message.id]);
}

/** Frames a value of the field `messages` with product and metadata. */
export function messageUpdate(
  phoneNumber: PhoneNumber,
  value: Json,
  itemIds: readonly string[],
  field = 'messages',
): Update {
  return {
    wabaId: phoneNumber.wabaId,
    phoneNumberId: phoneNumber.id,
    field,
    value: { messaging_product: 'whatsapp', metadata: buildMetadata(phoneNumber), ...value },
    itemIds,
    entryTime: undefined,
  };
}

/** The `contacts[]` entry of an inbound webhook; `profile.name` is the person's choice and may be missing. */
export function buildInboundContact(
  world: World,
  person: Person,
  phoneNumber: PhoneNumber,
  now: number,
  tellsName: boolean,
): Json {
  const shown = decideIdentity(world, person, phoneNumber.id, now);
  return {
    profile: {
      ...(tellsName && person.name !== undefined ? { name: person.name } : {}),
      ...(shown.username === undefined ? {} : { username: shown.username }),
    },
    ...(shown.waId === undefined ? {} : { wa_id: shown.waId }),
    ...(shown.userId === undefined ? {} : { user_id: shown.userId }),
  };
}
