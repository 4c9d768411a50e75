import { z } from 'zod';
import { buildTap } from '../inbound/build-tap.ts';
import { receive } from '../inbound/receive.ts';
import type { Simulation } from '../simulation.ts';
import type { ChatMessage } from '../world/entities.ts';
import { getPerson } from '../world/people.ts';
import { command } from './command.ts';
import { getPhoneNumber } from './fields.ts';
import { base, write, type Base } from './inbound-commands.ts';

/** Touching what the business offered. */
export const tapCommands = {
  /** A tap on a quick reply of a template, or on a reply button or list row of an interactive message. */
  tapButton: command(
    z.object({
      ...base,
      messageId: z.string().optional().describe('default: the last message with buttons'),
      text: z.string().optional(),
      index: z.number().int().optional(),
    }),
    tapButton,
  ),
};

function tapButton(
  simulation: Simulation,
  input: Base & {
    readonly messageId?: string | undefined;
    readonly text?: string | undefined;
    readonly index?: number | undefined;
  },
): { messageId: string } {
  const person = getPerson(simulation.world, input.from);
  const phoneNumber = getPhoneNumber(simulation, input.to);
  const bubble = person.chat.findLast((candidate) =>
    input.messageId === undefined ? listReplies(candidate).length > 0 : candidate.id === input.messageId,
  );
  const replies = bubble === undefined ? [] : listReplies(bubble);
  const reply =
    input.text === undefined
      ? replies[input.index ?? 0]
      : replies.find((candidate) => candidate.title === input.text);
  if (bubble === undefined || reply === undefined) throw new TypeError(`${person.id} sees no such button`);
  if (bubble.rendered !== undefined) {
    return {
      messageId: receive(simulation, person, phoneNumber, {
        ...buildTap(phoneNumber, bubble.id, { kind: 'QUICK_REPLY', text: reply.title, payload: reply.id }),
        omits: input.omits,
        id: input.id,
      }),
    };
  }
  return write(simulation, { ...input, quotes: bubble.id }, 'interactive', {
    interactive: {
      type: reply.kind,
      [reply.kind]: {
        id: reply.id,
        title: reply.title,
        ...(reply.description === undefined ? {} : { description: reply.description }),
      },
    },
  });
}

const interactiveReply = z.object({ id: z.string(), title: z.string(), description: z.string().optional() });
const interactiveContent = z.object({
  action: z.object({
    buttons: z.array(z.object({ reply: interactiveReply })).optional(),
    sections: z.array(z.object({ rows: z.array(interactiveReply) })).optional(),
  }),
});
type Reply = z.infer<typeof interactiveReply> & { readonly kind: 'button_reply' | 'list_reply' };

function listReplies(bubble: ChatMessage): readonly Reply[] {
  if (bubble.isFromPerson) return [];
  if (bubble.rendered !== undefined) {
    return bubble.rendered.buttons
      .filter((button) => button.kind === 'QUICK_REPLY')
      .map((button) => ({ kind: 'button_reply', id: button.payload, title: button.text }));
  }
  const parsed = bubble.type === 'interactive' ? interactiveContent.safeParse(bubble.content) : undefined;
  if (!parsed?.success) return [];
  const { buttons = [], sections = [] } = parsed.data.action;
  const rows = sections.flatMap((section) => section.rows);
  return [
    ...buttons.map((button) => ({ ...button.reply, kind: 'button_reply' as const })),
    ...rows.map((row) => ({ ...row, kind: 'list_reply' as const })),
  ];
}
