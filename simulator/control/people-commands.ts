import { z } from 'zod';
import { changeNumber } from '../inbound/change-number.ts';
import { buildInboundContact, messageUpdate } from '../inbound/build-inbound.ts';
import type { Simulation } from '../simulation.ts';
import type { ChatMessage, Person } from '../world/entities.ts';
import { getPerson, insertPerson } from '../world/people.ts';
import { isWindowOpen, SERVICE_WINDOW_MS } from '../world/service-window.ts';
import { autoAnswers, getPhoneNumber, identityMode, numberKey, personKey, script } from './fields.ts';
import { command } from './command.ts';

const traits = {
  name: z.string().optional(),
  username: z.string().optional(),
  identityMode: identityMode.optional(),
  script: script.optional(),
  sendsReadReceipts: z.boolean().optional(),
  autoAnswers: autoAnswers.optional(),
};

/** People, what they are like and what their phones show. */
export const peopleCommands = {
  listPeople: command(z.object({}), (simulation) =>
    [...simulation.world.people.byId.values()].map((person) => describe(simulation, person)),
  ),

  addPerson: command(z.object({ phone: z.string(), ...traits }), (simulation, input) =>
    describe(simulation, insertPerson(simulation.world, withoutAbsent(input))),
  ),

  /** Changes traits of a person; what is not named stays. */
  setPerson: command(z.object({ person: personKey, ...traits }), (simulation, { person: key, ...input }) => {
    const person = getPerson(simulation.world, key);
    Object.assign(person, withoutAbsent(input));
    simulation.notify(person.id);
    return describe(simulation, person);
  }),

  /** For everybody, or for one person only. */
  setIdentityMode: command(
    z.object({ mode: identityMode, person: personKey.optional() }),
    (simulation, input) => {
      if (input.person === undefined) simulation.world.identityMode = input.mode;
      else getPerson(simulation.world, input.person).identityMode = input.mode;
      return { success: true };
    },
  ),

  /** The person takes another number: system event, and another business-scoped user id. */
  changeNumber: command(
    z.object({ person: personKey, newPhone: z.string(), to: numberKey }),
    (simulation, input) => {
      const person = getPerson(simulation.world, input.person);
      return {
        messageId: changeNumber(
          simulation,
          person,
          getPhoneNumber(simulation, input.to),
          input.newPhone.replaceAll(/\D/g, ''),
        ),
        bsuid: person.bsuid,
      };
    },
  ),

  /** Opens the 24 hours without a message, or closes them so that they ended `closedSinceMs` ago. */
  setWindow: command(
    z.object({
      person: personKey,
      to: numberKey,
      isOpen: z.boolean(),
      closedSinceMs: z.number().min(0).default(0),
    }),
    (simulation, input) => {
      const now = simulation.clock.now();
      getPerson(simulation.world, input.person).lastWroteAt.set(
        getPhoneNumber(simulation, input.to).id,
        input.isOpen ? now : now - SERVICE_WINDOW_MS - input.closedSinceMs,
      );
      return { success: true };
    },
  ),

  /** The switch "Offers and announcements" in WhatsApp: `user_preferences`, and 131050 for marketing from then on. */
  setMarketing: command(
    z.object({ person: personKey, to: numberKey, value: z.enum(['stop', 'resume']) }),
    setMarketing,
  ),

  /** What arrived on phones, oldest first: once in the list is once on the phone. */
  listReceived: command(z.object({ person: personKey.optional(), to: numberKey }), (simulation, input) => {
    const people =
      input.person === undefined
        ? [...simulation.world.people.byId.values()]
        : [getPerson(simulation.world, input.person)];
    const arrived = people.flatMap((person) =>
      person.chat
        .filter(
          (bubble) => !bubble.isFromPerson && (input.to === undefined || bubble.phoneNumberId === input.to),
        )
        .map((bubble) => ({ personId: person.id, ...bubble })),
    );
    return arrived.sort((a, b) => a.at - b.at);
  }),

  /** Both sides of one person's chats. */
  listChat: command(z.object({ person: personKey, to: numberKey }), (simulation, input): ChatMessage[] =>
    getPerson(simulation.world, input.person).chat.filter(
      (bubble) => input.to === undefined || bubble.phoneNumberId === input.to,
    ),
  ),

  /** What Meta has accepted with the statuses it gave, arrived or not, oldest first. */
  listAccepted: command(z.object({ person: personKey.optional() }), (simulation, input) => {
    const id = input.person === undefined ? undefined : getPerson(simulation.world, input.person).id;
    return simulation.world.accepted
      .values()
      .filter((message) => id === undefined || message.personId === id);
  }),
};

function describe(
  simulation: Simulation,
  person: Person,
): Omit<Person, 'chat' | 'marketingStoppedFor' | 'lastWroteAt' | 'lastPhoneTrafficAt' | 'typingUntil'> & {
  openWindows: string[];
  /** Business numbers that this phone shows as typing. */
  typing: string[];
  marketingStoppedFor: string[];
  messageCount: number;
} {
  const {
    chat,
    marketingStoppedFor,
    lastWroteAt,
    lastPhoneTrafficAt: _traffic,
    typingUntil,
    ...rest
  } = person;
  const typing = [...typingUntil].flatMap(([id, until]) => (until > simulation.clock.now() ? [id] : []));
  const openWindows = [...lastWroteAt.keys()].filter((id) =>
    isWindowOpen(person, id, simulation.clock.now()),
  );
  return {
    ...rest,
    typing,
    openWindows,
    marketingStoppedFor: [...marketingStoppedFor],
    messageCount: chat.length,
  };
}

function setMarketing(
  simulation: Simulation,
  input: { readonly person: string; readonly to?: string | undefined; readonly value: 'stop' | 'resume' },
): { success: true } {
  const { world, clock } = simulation;
  const person = getPerson(world, input.person);
  const phoneNumber = getPhoneNumber(simulation, input.to);
  if (input.value === 'stop') person.marketingStoppedFor.add(phoneNumber.id);
  else person.marketingStoppedFor.delete(phoneNumber.id);
  const { wa_id, user_id, ...rest } = buildInboundContact(world, person, phoneNumber, clock.now(), true);
  const ids = { ...(wa_id === undefined ? {} : { wa_id }), ...(user_id === undefined ? {} : { user_id }) };
  const detail =
    input.value === 'stop'
      ? 'User requested to stop marketing messages'
      : 'User requested to resume marketing messages';
  const preference = {
    ...ids,
    detail,
    category: 'marketing_messages',
    value: input.value,
    timestamp: Math.floor(clock.now() / 1_000),
  };
  simulation.webhooks.emit(
    messageUpdate(
      phoneNumber,
      { contacts: [{ ...rest, ...ids }], user_preferences: [preference] },
      [`user_preferences:${person.id}`],
      'user_preferences',
    ),
  );
  return { success: true };
}

/** Drops keys whose value is undefined, so that they do not overwrite. */
function withoutAbsent<Item extends object>(
  item: Item,
): { [Key in keyof Item]: Exclude<Item[Key], undefined> } {
  // Every undefined value is gone afterwards.
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Item]: Exclude<Item[Key], undefined>;
  };
}
