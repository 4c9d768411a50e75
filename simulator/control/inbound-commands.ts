import { z } from 'zod';
import { receive } from '../inbound/receive.ts';
import { messageUpdate } from '../inbound/build-inbound.ts';
import { setReaction } from '../delivery/put-on-phone.ts';
import type { Simulation } from '../simulation.ts';
import type { ChatMessage, Json, Person, PhoneNumber } from '../world/entities.ts';
import { getPerson } from '../world/people.ts';
import { command } from './command.ts';
import { getPhoneNumber, numberKey, personKey } from './fields.ts';

/** What every inbound command takes. */
export const base = {
  from: personKey,
  to: numberKey,
  quotes: z.string().optional().describe('wamid of the quoted message'),
  omits: z.array(z.enum(['contacts', 'profile-name', 'from'])).default([]),
  id: z.string().optional().describe('a wamid of your own'),
};
export type Base = {
  readonly from: string;
  readonly to?: string | undefined;
  readonly quotes?: string | undefined;
  readonly omits: readonly ('contacts' | 'profile-name' | 'from')[];
  readonly id?: string | undefined;
};

/** What a person can do on the phone. Each answers with the wamid of what was sent. */
export const inboundCommands = {
  /** A plain message; STOP and START are just texts. */
  sendText: command(z.object({ ...base, text: z.string() }), (simulation, input) =>
    write(simulation, input, 'text', { text: { body: input.text } }),
  ),

  sendLocation: command(
    z.object({
      ...base,
      latitude: z.number(),
      longitude: z.number(),
      name: z.string().optional(),
      address: z.string().optional(),
    }),
    (simulation, input) =>
      write(simulation, input, 'location', {
        location: {
          latitude: input.latitude,
          longitude: input.longitude,
          ...(input.name === undefined ? {} : { name: input.name }),
          ...(input.address === undefined ? {} : { address: input.address }),
        },
      }),
  ),

  /** A contact card; with `isAnswerToRequest` the person's own, as the answer to `request_contact_info`. */
  sendContact: command(
    z.object({ ...base, name: z.string(), phone: z.string(), isAnswerToRequest: z.boolean().default(false) }),
    (simulation, input) => {
      const [firstName] = input.name.split(' ');
      const phones = [{ phone: input.phone, wa_id: input.phone.replaceAll(/\D/g, ''), type: 'CELL' }];
      const card = {
        name: { formatted_name: input.name, first_name: firstName },
        phones,
        origin: input.isAnswerToRequest ? 'contact_request' : 'other',
      };
      return write(simulation, input, 'contacts', { contacts: [card] });
    },
  ),

  /** A reaction to a message; an empty emoji takes it back. */
  sendReaction: command(
    z.object({ ...base, messageId: z.string(), emoji: z.string() }),
    (simulation, input) => {
      const person = getPerson(simulation.world, input.from);
      const bubble = person.chat.find((candidate) => candidate.id === input.messageId);
      if (bubble !== undefined) setReaction(bubble, 'person', input.emoji);
      const emoji = input.emoji === '' ? {} : { emoji: input.emoji };
      return write(simulation, input, 'reaction', { reaction: { message_id: input.messageId, ...emoji } });
    },
  ),

  /** Changes a text sent before. Documented for coexistence numbers only; on others it arrives as `unsupported`. */
  editMessage: command(
    z.object({ ...base, messageId: z.string(), text: z.string(), isCoexistence: z.boolean().default(false) }),
    (simulation, input) => {
      const bubble = findBubble(getPerson(simulation.world, input.from), input.messageId);
      bubble.editedText = input.text;
      if (!input.isCoexistence) return write(simulation, input, 'unsupported', unsupported('edit'));
      return write(simulation, input, 'edit', {
        edit: {
          original_message_id: input.messageId,
          message: { context: { id: 'M0' }, type: 'text', text: { body: input.text } },
        },
      });
    },
  ),

  /** Deletes a message for everyone; see `editMessage`. */
  revokeMessage: command(
    z.object({ ...base, messageId: z.string(), isCoexistence: z.boolean().default(false) }),
    (simulation, input) => {
      findBubble(getPerson(simulation.world, input.from), input.messageId).isRevoked = true;
      if (!input.isCoexistence) return write(simulation, input, 'unsupported', unsupported('edit'));
      return write(simulation, input, 'revoke', { revoke: { original_message_id: input.messageId } });
    },
  ),

  /** A poll, a sticker pack, anything that the Cloud API does not pass on. */
  sendUnsupported: command(
    z.object({ ...base, kind: z.string().default('poll_creation') }),
    (simulation, input) => write(simulation, input, 'unsupported', unsupported(input.kind)),
  ),

  /** Any type with any payload, known or not: `payload` is spread beside id, from and timestamp. */
  sendRaw: command(
    z.object({
      ...base,
      type: z.string(),
      payload: z.record(z.string(), z.unknown()).default({}),
      valueErrors: z.array(z.record(z.string(), z.unknown())).optional(),
    }),
    (simulation, input) => write(simulation, input, input.type, input.payload, input.valueErrors),
  ),

  /** `value.errors` alone: neither message nor status (reference section 1.3). */
  sendValueErrors: command(
    z.object({
      to: numberKey,
      errors: z
        .array(z.record(z.string(), z.unknown()))
        .default([{ code: 131000, title: 'Unsupported webhook payload' }]),
    }),
    (simulation, input) => {
      simulation.webhooks.emit(
        messageUpdate(getPhoneNumber(simulation, input.to), { errors: input.errors }, ['value.errors']),
      );
      return { success: true };
    },
  ),
};

/** Sends as a person; used by the media commands too. */
export function write(
  simulation: Simulation,
  input: Base,
  type: string,
  payload: Json,
  valueErrors?: readonly Json[],
): { messageId: string } {
  const person = getPerson(simulation.world, input.from);
  const phoneNumber = getPhoneNumber(simulation, input.to);
  const context =
    input.quotes === undefined
      ? undefined
      : { from: authorOf(person, phoneNumber, input.quotes), id: input.quotes };
  return {
    messageId: receive(simulation, person, phoneNumber, {
      type,
      payload,
      context,
      omits: input.omits,
      quotedId: input.quotes,
      id: input.id,
      valueErrors,
    }),
  };
}

// `from` is the author of the quoted message, who may be the person too (reference section 6.4).
function authorOf(person: Person, phoneNumber: PhoneNumber, quotedId: string): string {
  return person.chat.find((bubble) => bubble.id === quotedId)?.isFromPerson
    ? person.phone
    : phoneNumber.digits;
}

function unsupported(kind: string): Json {
  const title = 'Message type unknown';
  return {
    errors: [
      {
        code: 131051,
        title,
        message: title,
        error_data: { details: 'Message type is currently not supported.' },
      },
    ],
    unsupported: { type: kind },
  };
}

function findBubble(person: Person, id: string): ChatMessage {
  const bubble = person.chat.find((candidate) => candidate.id === id);
  if (bubble === undefined) throw new TypeError(`${person.id} has no message "${id}"`);
  return bubble;
}
