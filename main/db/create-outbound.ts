import { AppError } from '../../shared/domain/app-error.ts';
import type { ConversationId, MessageId } from '../../shared/domain/ids.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import type { Template } from '../../shared/domain/template.ts';
import type { Channel, User } from '../../shared/protocol/events.ts';
import { type Changes, summariseChanges } from './change-tracker.ts';
import { explainCannotSend, findChannel } from './channels.ts';
import type { WriteHandle } from './handle.ts';
import { insertJob } from './outbox.ts';
import { projectSent } from './project-message.ts';
import { createProjection, findConversationState, saveProjection } from './projection.ts';
import type { OutboundThread } from './outbound-thread.ts';
import { decideSendTime } from './sort-key.ts';
import { findMe } from './users.ts';

/** A message that waits to be sent, and what the window has to be told. */
export type CreatedOutbound = {
  readonly messageId: MessageId;
  readonly conversationId: ConversationId;
  readonly changes: Changes;
};

export type NewOutbound = {
  readonly messageId: MessageId;
  readonly thread: OutboundThread;
  readonly content: MessageContent;
  readonly template?: Template | undefined;
  readonly quotedWamid?: string | undefined;
  readonly retryOfMessageId?: MessageId | undefined;
  readonly now: number;
};

/**
 * Within a transaction: the message (queued, and the conversation if it is new) and the job that sends it. Both or
 * neither, so that nothing that is shown as queued can be forgotten and nothing is sent that is not shown.
 */
export function createOutbound(db: WriteHandle, me: User, outbound: NewOutbound): CreatedOutbound {
  const { messageId, thread, content, template, quotedWamid, retryOfMessageId, now } = outbound;
  const { conversationId, personKey, channel, addressee } = thread;
  const projection = createProjection(db, me.id);
  const at = decideSendTime(now, findConversationState(projection, conversationId)?.lastSortKey ?? undefined);
  const quoted = quotedWamid === undefined ? {} : { quotedWamid };
  projectSent(projection, {
    messageId,
    conversationId,
    personKey,
    channelId: channel.id,
    consultantUserId: me.id,
    at,
    content,
    ...quoted,
    ...(retryOfMessageId === undefined ? {} : { retryOfMessageId }),
    status: 'queued',
    statusAt: now,
  });
  const job = {
    messageId,
    channelId: channel.id,
    addressee,
    content,
    ...quoted,
    ...(template === undefined ? {} : { template }),
  };
  insertJob(db, { job, personKey, route: channel.kind === 'company' ? 'relay' : 'meta', dueAt: now });
  saveProjection(projection);
  return { messageId, conversationId, changes: summariseChanges(db, projection.changes, me.id) };
}

/** Throws AppError `not-signed-in`. */
export function getMe(db: WriteHandle): User {
  const me = findMe(db);
  if (me === undefined) throw new AppError('not-signed-in', 'Sign in to send messages.');
  return me;
}

/** The channel, if the user may send on it. Throws AppError `forbidden` with the reason. */
export function getSendingChannel(db: WriteHandle, channelId: Channel['id'], me: User): Channel {
  const channel = findChannel(db, channelId);
  const reason = explainCannotSend(db, channel, me.id);
  if (channel === undefined || reason !== undefined) {
    throw new AppError('forbidden', reason ?? 'This WhatsApp number is not known.');
  }
  return channel;
}
