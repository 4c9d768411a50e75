import type { z } from 'zod';
import { maySeeConversation } from '../access/sight-book.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import type { Template } from '../../shared/domain/template.ts';
import type { OutboxJob } from '../../shared/outbound/outbox.ts';
import type { SentMessage, User } from '../../shared/protocol/events.ts';
import type { companySendSchema } from '../../shared/protocol/http.ts';
import type { MetaIdentity } from '../../shared/whatsapp/webhook.ts';
import { NOT_SET_UP } from '../company/company-number.ts';
import type { RelayContext } from '../context.ts';
import { openThread } from '../conversations/open-thread.ts';
import { applyChanges } from '../ingest/apply-changes.ts';
import { gatherIdentities } from '../ingest/gather.ts';
import { phoneIdentity, receivedKey, templateKey } from '../ingest/keys.ts';
import { planSentMedia } from '../ingest/plan-media.ts';
import { learnAbout } from '../ingest/resolve-person.ts';
import { createWorkingSet } from '../ingest/working-set.ts';
import type { LogReader, LogTransaction } from '../log/relay-log.ts';
import { findHorizon } from '../retention/find-horizon.ts';
import { reserveBeginning } from './messaging-limit.ts';
import { findSentMessage, planSentMessage } from './sent-messages.ts';

type Request = z.infer<typeof companySendSchema>;

/**
 * Takes a message for the company's number: the message and its job are one transaction, so that it is sent once,
 * whatever happens. Asked again with the same id, it only answers how the message stands. Throws AppError.
 */
export async function acceptCompanySend(
  context: RelayContext,
  user: User,
  request: Request,
): Promise<SentMessage> {
  const { log, company, now } = context;
  const { message } = request;
  return log.write(async (transaction) => {
    const known = await findSentMessage(transaction, message.messageId);
    if (known !== undefined) {
      if (known.consultantUserId === user.id) return describeKnown(transaction, known, message);
      throw new AppError('forbidden', 'This message was sent by somebody else.');
    }
    await refuseForgotten(transaction, message);
    if (company.find()?.config.phoneNumberId !== message.channelId) {
      throw new AppError('not-set-up', company.describe()?.problem ?? NOT_SET_UP);
    }
    if (message.consultantUserId !== user.id) {
      throw new AppError('forbidden', 'A desktop may send only in the name of its own user.');
    }
    await checkQuoted(transaction, message);
    return enqueue(transaction, request, await prepareJob(transaction, request), now());
  });
}

/** Of a message that is so old the relay may have forgotten that it was sent: it must not be sent again. */
async function refuseForgotten(log: LogReader, { at }: SentMessage): Promise<void> {
  if (at >= ((await findHorizon(log)) ?? 0)) return;
  throw new AppError('conflict', 'It is older than the agency keeps messages. Write it again.');
}

/** How the message stands; where its conversation has left the sender's sight, no more than the sender said. */
async function describeKnown(log: LogReader, known: SentMessage, asked: SentMessage): Promise<SentMessage> {
  const isSeen = await maySeeConversation(log, known.consultantUserId, known.conversationId);
  return isSeen ? known : asked;
}

/** A quotation shows the quoted words to the person: it must be of the same conversation, not of somebody else's. So must what is reacted to. */
async function checkQuoted(
  transaction: LogTransaction,
  { quotedWamid, conversationId, content }: SentMessage,
): Promise<void> {
  const about = content.type === 'reaction' ? content.targetWamid : quotedWamid;
  if (about === undefined) return;
  const [sent] = await transaction.findOutbound({ wamids: [about], messageIds: [] });
  const key = receivedKey(about);
  const place = sent?.conversationId ?? (await transaction.findConversationsOfEntries([key])).get(key);
  if (place === undefined || place === conversationId) return;
  throw new AppError('invalid-input', 'The message that this is about belongs to another conversation.');
}

async function enqueue(
  transaction: LogTransaction,
  { message, addressee }: Request,
  job: OutboxJob,
  now: number,
): Promise<SentMessage> {
  const set = createWorkingSet();
  const identity: MetaIdentity =
    'to' in addressee ? { waId: addressee.to.slice(1) } : { bsuid: addressee.recipient };
  await gatherIdentities(transaction, set, [identity]);
  await openThread(transaction, set, message, message.consultantUserId);
  // Meta's own spelling of a number stays where we have it already.
  const isKnown =
    identity.waId !== undefined && set.identities.get(phoneIdentity(identity.waId)) === message.personKey;
  // Where a desktop writes to is no news of the person: whatever Meta says of their ids is newer.
  if (!isKnown) learnAbout(set, message.personKey, { identity, profile: {}, at: 0 });
  const { wamid: _none, failure: _neither, ...rest } = message;
  const queued = planSentMessage(
    set,
    { ...rest, status: 'queued', statusAt: now },
    { message: undefined, index: undefined },
  );
  // An id that another message's file has already leaves that file alone.
  if ((await transaction.findMedia(queued.messageId)) === undefined) planSentMedia(set, queued, now);
  await reserveBeginning(transaction, queued, now);
  await applyChanges(transaction, set);
  await transaction.saveJob(job, message.personKey, now);
  return queued;
}

async function prepareJob(log: LogReader, { message, addressee, template }: Request): Promise<OutboxJob> {
  const { messageId, channelId, content, quotedWamid } = message;
  const copy =
    content.type === 'template' ? (template ?? (await findTemplate(log, content.templateId))) : undefined;
  if (content.type === 'template' && copy === undefined) {
    throw new AppError(
      'not-found',
      'The relay does not know this template. Refresh the templates and try again.',
    );
  }
  return {
    messageId,
    channelId,
    addressee,
    content,
    ...(copy === undefined ? {} : { template: copy }),
    ...(quotedWamid === undefined ? {} : { quotedWamid }),
  };
}

async function findTemplate(log: LogReader, templateId: string): Promise<Template | undefined> {
  const key = templateKey(templateId);
  // Written by us under this key as a whole template.
  const body = (await log.findCurrent([key])).get(key)?.body as { readonly template: Template } | undefined;
  return body?.template;
}
