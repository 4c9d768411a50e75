import { decideOutcome } from '../../delivery/decide-outcome.ts';
import { startDelivery, startDeliveryStatusFirst } from '../../delivery/deliver.ts';
import type { Fault } from '../../faults/faults.ts';
import { countryOf } from '../../world/bsuid.ts';
import type { AcceptedMessage, Json, Person, PhoneNumber } from '../../world/entities.ts';
import { isWindowOpen } from '../../world/service-window.ts';
import { createWamid } from '../../world/wamid.ts';
import { ok, refuse, type GraphAnswer } from '../answer.ts';
import type { GraphCall } from '../graph-call.ts';
import { asArray, asObject, asString } from '../graph-request.ts';
import { isDisguised } from '../media/media-types.ts';
import { invalidParameter } from '../meta-error.ts';
import { checkLimits, checkMessage, findDraftTemplate, findKnownMessage } from './check-message.ts';
import { markRead } from './mark-read.ts';
import { readMessageDraft, type MessageDraft } from './message-draft.ts';
import { readRecipient, resolvePerson, type Recipient } from './recipient.ts';
import { renderTemplate } from './render-template.ts';

/** `POST /{phone-number-id}/messages`: sends, or marks as read. A 200 only says that Meta has accepted the message. */
export async function sendMessage(call: GraphCall, phoneNumber: PhoneNumber): Promise<GraphAnswer> {
  const { simulation, parameters } = call;
  if (parameters['status'] === 'read') return markRead(simulation, phoneNumber, parameters);
  const draft = readMessageDraft(simulation, phoneNumber, parameters);
  const recipient = readRecipient(draft);
  const error = checkMessage(draft, recipient);
  if (error !== undefined) return refuse(error);
  const person = resolvePerson(draft, recipient);
  if (person === undefined) return refuse(invalidParameter({ details: 'Parameter Invalid' }));
  const limitError = checkLimits(draft, person.id);
  if (limitError !== undefined) return refuse(limitError);
  return accept(draft, recipient, person);
}

async function accept(draft: MessageDraft, recipient: Recipient, person: Person): Promise<GraphAnswer> {
  const { simulation, phoneNumber } = draft;
  const message = buildAccepted(draft, recipient, person);
  simulation.world.accepted.set(message.id, message);
  person.typingUntil.delete(phoneNumber.id);
  if (recipient.kind === 'phone') noteTrafficByPhone(person, phoneNumber, simulation.clock.now());
  const facts = { edge: 'messages', recipient: draft.to ?? draft.recipient, phoneNumberId: phoneNumber.id };
  const fault = simulation.faults.take(['failed-status', 'silent'], facts);
  const job = {
    message,
    person,
    phoneNumber,
    outcome: decideOutcome(gatherFacts(draft, message, person, fault)),
  };
  const isStatusFirst =
    simulation.webhooks.settings.isStatusBeforeResponse ||
    simulation.faults.take(['status-first'], facts) !== undefined;
  if (isStatusFirst) await startDeliveryStatusFirst(simulation, job);
  else startDelivery(simulation, job);
  return ok(buildResponse(recipient, message, person));
}

function buildAccepted(draft: MessageDraft, recipient: Recipient, person: Person): AcceptedMessage {
  const { simulation, phoneNumber } = draft;
  const now = simulation.clock.now();
  const template = draft.type === 'template' ? findDraftTemplate(draft) : undefined;
  const content = asObject(draft.content) ?? { contacts: asArray(draft.content) };
  const digits = recipient.kind === 'phone' ? recipient.waId : undefined;
  return {
    id: createWamid(simulation.random, digits, false),
    phoneNumberId: phoneNumber.id,
    wabaId: phoneNumber.wabaId,
    personId: person.id,
    isAddressedByBsuid: recipient.kind === 'bsuid',
    addressedPhone: digits,
    type: draft.type,
    content,
    quotedId: draft.quotedId,
    callbackData: draft.callbackData,
    template: template && {
      name: template.name,
      language: template.language,
      category: template.category,
      rendered: renderTemplate(template, content),
    },
    isWindowOpen: isWindowOpen(person, phoneNumber.id, now),
    acceptedAt: now,
    statuses: [],
    hasPriceBeenTold: false,
  };
}

function gatherFacts(
  draft: MessageDraft,
  message: AcceptedMessage,
  person: Person,
  fault: Fault | undefined,
): Parameters<typeof decideOutcome>[0] {
  const item = draft.simulation.world.media.get(asString(message.content['id']) ?? '');
  return {
    script: person.script,
    type: message.type,
    templateCategory: message.template?.category,
    isWindowOpen: message.isWindowOpen,
    hasStoppedMarketing: person.marketingStoppedFor.has(message.phoneNumberId),
    sendsReadReceipts: person.sendsReadReceipts,
    isInUnitedStates: countryOf(person.phone) === 'US',
    isMediaDisguised: item !== undefined && isDisguised(item.mimeType, item.bytes),
    isReactionTargetKnown:
      message.type !== 'reaction' ||
      findKnownMessage(draft, asString(message.content['message_id']) ?? '') !== undefined,
    forced:
      fault === undefined
        ? undefined
        : fault.kind === 'silent'
          ? 'silent'
          : { code: fault.code ?? 131000, details: fault.details },
  };
}

// Traffic by phone fills Meta's contact book by itself (reference section 7.3).
function noteTrafficByPhone(person: Person, phoneNumber: PhoneNumber, now: number): void {
  person.lastPhoneTrafficAt.set(phoneNumber.id, now);
  person.isInContactBook = true;
}

function buildResponse(recipient: Recipient, message: AcceptedMessage, person: Person): Json {
  const contact =
    recipient.kind === 'phone'
      ? { input: recipient.input, wa_id: recipient.waId }
      : { input: person.bsuid, user_id: person.bsuid };
  const isHeld = message.template !== undefined && person.script === 'held';
  const pacing =
    message.template === undefined
      ? {}
      : { message_status: isHeld ? 'held_for_quality_assessment' : 'accepted' };
  return { messaging_product: 'whatsapp', contacts: [contact], messages: [{ id: message.id, ...pacing }] };
}
