import type { Person } from '../../world/entities.ts';
import { ensurePerson } from '../../world/people.ts';
import { parseRecipientNumber } from '../../world/recipient-number.ts';
import type { MessageDraft } from './message-draft.ts';

/** Whom a message goes to; `to` wins over `recipient` (reference section 2.1). */
export type Recipient =
  | { readonly kind: 'phone'; readonly input: string; readonly waId: string; readonly isPossible: boolean }
  | { readonly kind: 'bsuid'; readonly bsuid: string; readonly person: Person | undefined }
  | { readonly kind: 'unreadable' };

/** Reads the recipient without creating anybody. */
export function readRecipient(draft: MessageDraft): Recipient {
  const { phoneNumber, simulation } = draft;
  if (draft.to !== undefined) {
    const number = parseRecipientNumber(draft.to, phoneNumber.digits, phoneNumber.accountMode === 'SANDBOX');
    return number === undefined ? { kind: 'unreadable' } : { kind: 'phone', input: draft.to, ...number };
  }
  const bsuid = draft.recipient ?? '';
  return { kind: 'bsuid', bsuid, person: simulation.world.people.byBsuid.get(bsuid) };
}

/** The person behind a checked recipient. An impossible number gets one too, who is not on WhatsApp. */
export function resolvePerson(draft: MessageDraft, recipient: Recipient): Person | undefined {
  if (recipient.kind === 'unreadable') return undefined;
  if (recipient.kind === 'bsuid') return recipient.person;
  const person = ensurePerson(draft.simulation.world, recipient.waId);
  if (!recipient.isPossible) person.script = 'not-on-whatsapp';
  return person;
}
