import { asString } from '../graph/graph-request.ts';
import type { Simulation } from '../simulation.ts';
import type { ChatMessage, Person } from '../world/entities.ts';
import { isWindowOpen } from '../world/service-window.ts';

const LISTED_PEOPLE = 200;
const SHOWN_MESSAGES = 200;

/** One line of the list of people. */
export type PhoneLine = {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly script: string;
  readonly preview: string;
  readonly at: number;
  readonly isFromPerson: boolean;
};

/** People by latest message, then by number; at most 200. */
export function listPhones(simulation: Simulation): readonly PhoneLine[] {
  const lines = [...simulation.world.people.byId.values()].map((person) => {
    const last = person.chat.findLast((bubble) => bubble.type !== 'reaction');
    return {
      id: person.id,
      name: person.name ?? '',
      phone: person.phone,
      script: person.script,
      preview: last === undefined ? '' : previewOf(last),
      at: last?.at ?? 0,
      isFromPerson: last?.isFromPerson ?? false,
    };
  });
  return lines.toSorted((a, b) => b.at - a.at || a.phone.localeCompare(b.phone)).slice(0, LISTED_PEOPLE);
}

/** Everything that one phone shows: who it is, with which business numbers, and the newest 200 bubbles. */
export function describeChat(simulation: Simulation, person: Person): object {
  const { world, clock } = simulation;
  const identityMode = person.identityMode ?? world.identityMode;
  const numbers = [...world.phoneNumbers.values()].map((phoneNumber) => ({
    id: phoneNumber.id,
    name: phoneNumber.verifiedName,
    display: phoneNumber.displayPhoneNumber,
    isWindowOpen: isWindowOpen(person, phoneNumber.id, clock.now()),
    typingForMs: Math.max(0, (person.typingUntil.get(phoneNumber.id) ?? 0) - clock.now()),
    hasStoppedMarketing: person.marketingStoppedFor.has(phoneNumber.id),
  }));
  const { id, name, phone, bsuid, username, script, sendsReadReceipts } = person;
  const messages = person.chat.filter((bubble) => bubble.type !== 'reaction').slice(-SHOWN_MESSAGES);
  return {
    person: { id, name, phone, bsuid, username, script, identityMode, sendsReadReceipts },
    numbers,
    messages,
  };
}

function previewOf(bubble: ChatMessage): string {
  const text =
    bubble.rendered?.body ??
    asString(bubble.content['body']) ??
    asString(bubble.content['text']) ??
    asString(bubble.content['caption']) ??
    asString(bubble.content['filename']);
  return text ?? bubble.type;
}
