import type { Simulation } from '../../simulation.ts';
import type { Json, PhoneNumber } from '../../world/entities.ts';
import { refuse, success, type GraphAnswer } from '../answer.ts';
import { asObject, asString } from '../graph-request.ts';
import { invalidParameter, metaError } from '../meta-error.ts';

const THIRTY_DAYS_MS = 30 * 24 * 3_600_000;

/** How long a typing sign stays, unless the business writes first (reference section 2.8). */
export const TYPING_MS = 25_000;

/** Two blue ticks for the person: this message and everything earlier in the chat; unknown or old → 131009 (reference section 2.8). */
export function markRead(simulation: Simulation, phoneNumber: PhoneNumber, parameters: Json): GraphAnswer {
  if (parameters['messaging_product'] !== 'whatsapp')
    return refuse(invalidParameter({ message: 'The parameter messaging_product is required.' }));
  const id = asString(parameters['message_id']);
  if (!id) return refuse(invalidParameter({ message: 'The parameter message_id is required.' }));
  const typing = parameters['typing_indicator'];
  if (typing !== undefined && asObject(typing)?.['type'] !== 'text')
    return refuse(invalidParameter({ message: 'The parameter typing_indicator.type must be text.' }));
  const inbound = simulation.world.inboundIds.get(id);
  const isKnown =
    inbound !== undefined &&
    inbound.phoneNumberId === phoneNumber.id &&
    simulation.clock.now() - inbound.at < THIRTY_DAYS_MS;
  if (!isKnown)
    return refuse(metaError(131009, { details: 'The message_id is unknown or older than 30 days.' }));
  const person = simulation.world.people.byId.get(inbound.personId);
  for (const bubble of person?.chat ?? []) {
    if (bubble.isFromPerson && bubble.phoneNumberId === phoneNumber.id && bubble.at <= inbound.at)
      bubble.isReadByBusiness = true;
  }
  if (typing !== undefined) person?.typingUntil.set(phoneNumber.id, simulation.clock.now() + TYPING_MS);
  simulation.notify(inbound.personId);
  return success();
}
