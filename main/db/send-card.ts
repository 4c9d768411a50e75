import { AppError } from '../../shared/domain/app-error.ts';
import type { ConversationId, MessageId } from '../../shared/domain/ids.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import { parsePhoneNumber } from '../../shared/domain/phone-number.ts';
import { type CreatedOutbound, createOutbound, getMe } from './create-outbound.ts';
import { type WriteHandle, inTransaction } from './handle.ts';
import { resolveConversation } from './outbound-thread.ts';
import { checkWindow } from './send-text.ts';

/** A place, or somebody's card. */
export type Card = Extract<MessageContent, { type: 'location' | 'contacts' }>;

export type CreateOutboundCard = {
  /** A new version 7 UUID. */
  readonly messageId: MessageId;
  readonly conversationId: ConversationId;
  readonly card: Card;
  readonly now: number;
};

/**
 * Queues a location or a contact card; the numbers of a card go out in E.164. Throws what `createOutboundText` throws; then
 * nothing has changed.
 */
export function createOutboundCard(db: WriteHandle, input: CreateOutboundCard): CreatedOutbound {
  return inTransaction(db, () => {
    const { messageId, conversationId, card, now } = input;
    const me = getMe(db);
    const content = card.type === 'contacts' ? checkContacts(card) : checkPlace(card);
    const thread = resolveConversation(db, conversationId, me);
    checkWindow(db, thread, now);
    return createOutbound(db, me, { messageId, thread, content, now });
  });
}

function checkPlace(place: Extract<Card, { type: 'location' }>): Card {
  if (Math.abs(place.latitude) <= 90 && Math.abs(place.longitude) <= 180) return place;
  throw new AppError(
    'invalid-input',
    'These are no coordinates: latitude is -90 to 90, longitude -180 to 180.',
  );
}

function checkContacts(card: Extract<Card, { type: 'contacts' }>): Card {
  const contacts = card.contacts.map((contact) => {
    if (contact.name.trim() === '') throw new AppError('invalid-input', 'A contact card needs a name.');
    if (contact.phones.length + contact.emails.length === 0)
      throw new AppError('invalid-input', 'A contact card needs a number or an email address.');
    return { ...contact, name: contact.name.trim(), phones: contact.phones.map(toE164) };
  });
  return { ...card, contacts };
}

function toE164(raw: string): string {
  const number = parsePhoneNumber(raw)?.e164;
  if (number !== undefined) return number;
  throw new AppError(
    'invalid-input',
    `“${raw}” is no phone number. Write it with its country code, such as +44.`,
  );
}
