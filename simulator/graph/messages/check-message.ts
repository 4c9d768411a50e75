import type { AcceptedMessage, Template } from '../../world/entities.ts';
import { findTemplate } from '../../world/templates.ts';
import { asObject, asString } from '../graph-request.ts';
import { invalidParameter, metaError, type MetaError } from '../meta-error.ts';
import { checkContent, messageKinds } from './check-content.ts';
import { checkSentMedia } from './check-sent-media.ts';
import { checkTemplate } from './check-template.ts';
import type { MessageDraft } from './message-draft.ts';
import type { Recipient } from './recipient.ts';

type Check = (draft: MessageDraft, recipient: Recipient) => MetaError | undefined;

// What Meta checks before it accepts, in its order; the first refusal is the answer (reference section 11).
const messageChecks: readonly Check[] = [
  checkNumberState,
  (draft) =>
    draft.parameters['messaging_product'] === 'whatsapp'
      ? undefined
      : invalidParameter({ message: 'The parameter messaging_product is required.' }),
  (draft) =>
    (draft.to ?? draft.recipient)
      ? undefined
      : invalidParameter({ message: 'The parameter to is required.' }),
  checkKind,
  (draft) =>
    draft.type === 'template' && asObject(draft.content) !== undefined
      ? undefined
      : checkContent(draft.type, draft.content),
  checkCallbackData,
  (_draft, recipient) =>
    recipient.kind === 'unreadable' ? invalidParameter({ details: 'Parameter Invalid' }) : undefined,
  checkOwnNumber,
  checkAllowList,
  checkBsuid,
  checkBlocked,
  (draft) =>
    draft.type === 'template'
      ? checkTemplate(findDraftTemplate(draft), asObject(draft.content) ?? {}, draft.phoneNumber)
      : undefined,
  checkSentMedia,
];

/** Runs the checks in order. */
export function checkMessage(draft: MessageDraft, recipient: Recipient): MetaError | undefined {
  for (const check of messageChecks) {
    const error = check(draft, recipient);
    if (error !== undefined) return error;
  }
  return undefined;
}

/** The template that a draft names, in the account of the sending number. */
export function findDraftTemplate(draft: MessageDraft): Template | undefined {
  const content = asObject(draft.content) ?? {};
  const language = asString(asObject(content['language'])?.['code']) ?? '';
  return findTemplate(
    draft.simulation.world,
    draft.phoneNumber.wabaId,
    asString(content['name']) ?? '',
    language,
  );
}

/** The pair and throughput limits, which count only what would otherwise be accepted. */
export function checkLimits(draft: MessageDraft, personId: string): MetaError | undefined {
  const { pairs, throughput, clock, options } = draft.simulation;
  if (!pairs.take(draft.phoneNumber.id, personId, clock.elapsed())) {
    return metaError(131056, {
      details: 'Too many messages sent to this recipient in a short time.',
      subcode: 2494055,
      isTransient: false,
    });
  }
  const perSecond = draft.phoneNumber.throughputLevel === 'HIGH' ? 1_000 : options.limits.messagesPerSecond;
  if (throughput.take(draft.phoneNumber.id, perSecond, clock.elapsed())) return undefined;
  return metaError(130429, {
    details:
      'Message failed to send because there were too many messages sent from this phone number in a short period of time',
  });
}

/** Whether Meta knows this wamid at all, from either side. */
export function findKnownMessage(
  draft: MessageDraft,
  id: string,
): Pick<AcceptedMessage, 'personId'> | undefined {
  return draft.simulation.world.accepted.get(id) ?? draft.simulation.world.inboundIds.get(id);
}

function checkNumberState(draft: MessageDraft): MetaError | undefined {
  const { phoneNumber } = draft;
  if (phoneNumber.status === 'DELETED') return metaError(33);
  if (phoneNumber.status === 'BANNED' || phoneNumber.status === 'RESTRICTED')
    return metaError(131031, { details: 'This account has been restricted from sending messages.' });
  if (phoneNumber.status === 'RATE_LIMITED') return metaError(130429);
  if (phoneNumber.isRegistered && phoneNumber.status === 'CONNECTED') return undefined;
  return metaError(133010, { details: 'The phone number is not registered on the Cloud API.' });
}

function checkKind(draft: MessageDraft): MetaError | undefined {
  const known: readonly string[] = messageKinds;
  if (known.includes(draft.type)) return undefined;
  return invalidParameter({
    message: `Param type must be one of {${known.map((kind) => kind.toUpperCase()).join(', ')}} - got "${draft.type}".`,
  });
}

function checkCallbackData(draft: MessageDraft): MetaError | undefined {
  return (draft.callbackData ?? '').length > 512
    ? invalidParameter({ message: 'Param biz_opaque_callback_data must be at most 512 characters long.' })
    : undefined;
}

function checkOwnNumber(draft: MessageDraft, recipient: Recipient): MetaError | undefined {
  const isOwn = recipient.kind === 'phone' && recipient.waId === draft.phoneNumber.digits;
  return isOwn ? metaError(131021, { details: 'Sender and recipient phone number is the same.' }) : undefined;
}

// The allow-list knows phones only: an answer to a business-scoped user id from a test number fails (reference section 10.1).
function checkAllowList(draft: MessageDraft, recipient: Recipient): MetaError | undefined {
  if (draft.phoneNumber.accountMode !== 'SANDBOX') return undefined;
  if (recipient.kind === 'phone' && draft.phoneNumber.allowList.has(recipient.waId)) return undefined;
  return metaError(131030, {
    details:
      'Recipient phone number not in allowed list: Add recipient phone number to recipient list and try again.',
    subcode: 2655007,
  });
}

function checkBsuid(draft: MessageDraft, recipient: Recipient): MetaError | undefined {
  if (recipient.kind !== 'bsuid') return undefined;
  if (recipient.person === undefined)
    return metaError(131026, {
      details: 'The recipient is not a business-scoped user ID of this business portfolio.',
    });
  return findDraftTemplate(draft)?.category === 'AUTHENTICATION' && draft.type === 'template'
    ? metaError(131062)
    : undefined;
}

function checkBlocked(draft: MessageDraft, recipient: Recipient): MetaError | undefined {
  const { people } = draft.simulation.world;
  const person =
    recipient.kind === 'phone'
      ? people.byPhone.get(recipient.waId)
      : recipient.kind === 'bsuid'
        ? recipient.person
        : undefined;
  return person !== undefined && draft.phoneNumber.blockedPersonIds.has(person.id)
    ? metaError(130403, { details: 'You have blocked this user.' })
    : undefined;
}
