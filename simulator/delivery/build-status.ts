import { buildWebhookError } from '../graph/meta-error.ts';
import type { AcceptedMessage, Json, Person, PhoneNumber } from '../world/entities.ts';
import { decideIdentity } from '../world/person-identity.ts';
import type { World } from '../world/world.ts';
import type { Update } from '../webhooks/update.ts';
import type { StatusStep } from './decide-outcome.ts';

export type StatusFacts = {
  readonly message: AcceptedMessage;
  readonly person: Person;
  readonly phoneNumber: PhoneNumber;
  readonly step: StatusStep;
  readonly pricing: Json | undefined;
  readonly now: number;
};

/** One status webhook, with exactly the identifiers of reference section 7.3: no contacts on failures, no `conversation` at all. */
export function buildStatusUpdate(world: World, facts: StatusFacts): Update {
  const { message, phoneNumber, step } = facts;
  const contacts = step.status === 'failed' ? {} : { contacts: [buildContact(world, facts)] };
  return {
    wabaId: phoneNumber.wabaId,
    phoneNumberId: phoneNumber.id,
    field: 'messages',
    value: {
      messaging_product: 'whatsapp',
      metadata: buildMetadata(phoneNumber),
      ...contacts,
      statuses: [buildStatus(world, facts)],
    },
    itemIds: [`${message.id}:${step.status}`],
    entryTime: undefined,
  };
}

/** The `metadata` of message-type webhooks: bare digits, unlike the formatted number of `GET`. */
export function buildMetadata(phoneNumber: PhoneNumber): Json {
  return { display_phone_number: phoneNumber.digits, phone_number_id: phoneNumber.id };
}

function buildStatus(world: World, facts: StatusFacts): Json {
  const { message, person, phoneNumber, step } = facts;
  const shown = decideIdentity(world, person, phoneNumber.id, facts.now);
  const recipientId = message.addressedPhone ?? (step.status === 'failed' ? undefined : shown.waId);
  const tellsBsuid = shown.userId !== undefined && (step.status !== 'failed' || message.isAddressedByBsuid);
  return {
    id: message.id,
    status: step.status,
    timestamp: String(Math.floor(facts.now / 1_000)),
    ...(recipientId === undefined ? {} : { recipient_id: recipientId }),
    ...(tellsBsuid ? { recipient_user_id: shown.userId } : {}),
    ...(message.callbackData === undefined ? {} : { biz_opaque_callback_data: message.callbackData }),
    ...(facts.pricing === undefined ? {} : { pricing: facts.pricing }),
    ...(step.code === undefined ? {} : { errors: [buildWebhookError(step.code, step.details ?? '', true)] }),
  };
}

// The username comes with delivered and read only (reference section 7.3).
function buildContact(world: World, facts: StatusFacts): Json {
  const shown = decideIdentity(world, facts.person, facts.phoneNumber.id, facts.now);
  const tellsUsername = facts.step.status !== 'sent' && shown.username !== undefined;
  return {
    profile: {
      ...(facts.person.name === undefined ? {} : { name: facts.person.name }),
      ...(tellsUsername ? { username: shown.username } : {}),
    },
    ...(shown.waId === undefined ? {} : { wa_id: shown.waId }),
    ...(shown.userId === undefined ? {} : { user_id: shown.userId }),
  };
}
