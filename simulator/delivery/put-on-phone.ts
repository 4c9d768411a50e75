import { asString } from '../graph/graph-request.ts';
import type { AcceptedMessage, ChatMessage, Person } from '../world/entities.ts';

const CHAT_LIMIT = 20_000;

/** Shows an accepted message on the person's phone; a reaction is shown on the bubble that it belongs to. */
export function putOnPhone(person: Person, message: AcceptedMessage, now: number): void {
  if (message.type === 'reaction') {
    const target = person.chat.find((bubble) => bubble.id === asString(message.content['message_id']));
    if (target !== undefined) setReaction(target, 'business', asString(message.content['emoji']));
  }
  addToChat(person, {
    id: message.id,
    isFromPerson: false,
    phoneNumberId: message.phoneNumberId,
    at: now,
    type: message.type,
    content: message.content,
    quotedId: message.quotedId,
    rendered: message.template?.rendered,
    callbackData: message.callbackData,
    reactions: {},
    isReadByBusiness: false,
    isRevoked: false,
    editedText: undefined,
  });
}

/** Appends a bubble; the oldest is forgotten beyond 20,000. */
export function addToChat(person: Person, bubble: ChatMessage): void {
  person.chat.push(bubble);
  if (person.chat.length > CHAT_LIMIT) person.chat.shift();
}

/** Sets or, with an empty emoji, removes one side's reaction. */
export function setReaction(
  bubble: ChatMessage,
  side: 'business' | 'person',
  emoji: string | undefined,
): void {
  if (emoji === undefined || emoji === '') delete bubble.reactions[side];
  else bubble.reactions[side] = emoji;
}
