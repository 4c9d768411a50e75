import { addToChat } from '../delivery/put-on-phone.ts';
import type { Simulation } from '../simulation.ts';
import { asObject } from '../graph/graph-request.ts';
import type { Json, Person, PhoneNumber } from '../world/entities.ts';
import { createWamid } from '../world/wamid.ts';
import type { Update } from '../webhooks/update.ts';
import { buildInboundUpdate, type InboundMessage } from './build-inbound.ts';

export type InboundDraft = Omit<InboundMessage, 'id'> & {
  readonly quotedId: string | undefined;
  /** Given only to repeat or to predict an id. */
  readonly id?: string | undefined;
};

export type Received = { readonly messageId: string; readonly update: Update };

// Reactions, edits, deletions and system events are not documented to renew the window: treated as not renewing (reference section 8.4).
const windowless: ReadonlySet<string> = new Set(['reaction', 'edit', 'revoke', 'system']);
const bubbleless: ReadonlySet<string> = new Set(['reaction', 'edit', 'revoke', 'system']);

/** A person writes: the bubble appears on the phone, the window opens, and the webhook goes out. Returns the wamid. */
export function receive(
  simulation: Simulation,
  person: Person,
  phoneNumber: PhoneNumber,
  draft: InboundDraft,
): string {
  const { messageId, update } = recordInbound(simulation, person, phoneNumber, draft);
  simulation.webhooks.emit(update);
  simulation.notify(person.id);
  return messageId;
}

/** As `receive`, without sending: the caller posts the update itself. */
export function recordInbound(
  simulation: Simulation,
  person: Person,
  phoneNumber: PhoneNumber,
  draft: InboundDraft,
): Received {
  const now = simulation.clock.now();
  const messageId =
    draft.id ??
    createWamid(simulation.random, isPhoneShown(simulation, person) ? person.phone : undefined, true);
  simulation.world.inboundIds.set(messageId, { personId: person.id, phoneNumberId: phoneNumber.id, at: now });
  if (!windowless.has(draft.type)) person.lastWroteAt.set(phoneNumber.id, now);
  const update = buildInboundUpdate(simulation.world, person, phoneNumber, { ...draft, id: messageId }, now);
  if (!bubbleless.has(draft.type)) addToChat(person, buildBubble(messageId, phoneNumber.id, draft, now));
  return { messageId, update };
}

function buildBubble(
  id: string,
  phoneNumberId: string,
  draft: InboundDraft,
  at: number,
): Person['chat'][number] {
  const content: Json = asObject(draft.payload[draft.type]) ?? draft.payload;
  return {
    id,
    isFromPerson: true,
    phoneNumberId,
    at,
    type: draft.type,
    content,
    quotedId: draft.quotedId,
    rendered: undefined,
    callbackData: undefined,
    reactions: {},
    isReadByBusiness: false,
    isRevoked: false,
    editedText: undefined,
  };
}

function isPhoneShown(simulation: Simulation, person: Person): boolean {
  return (person.identityMode ?? simulation.world.identityMode) !== 'bsuid-only';
}
