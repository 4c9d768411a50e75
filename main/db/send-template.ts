import { AppError } from '../../shared/domain/app-error.ts';
import type { MessageId, TemplateId } from '../../shared/domain/ids.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import {
  type Template,
  type TemplateValues,
  checkTemplateValues,
  explainNotSendable,
  renderTemplate,
} from '../../shared/domain/template.ts';
import type { User } from '../../shared/protocol/events.ts';
import { findOptedOutAt } from './consents.ts';
import { type CreatedOutbound, createOutbound, getMe } from './create-outbound.ts';
import { type WriteHandle, inTransaction } from './handle.ts';
import { checkMessagingLimit } from './messaging-limit.ts';
import { type OutboundTarget, type OutboundThread, resolveThread } from './outbound-thread.ts';
import { getTemplate } from './templates.ts';

export type CreateOutboundTemplate = {
  /** A new version 7 UUID. */
  readonly messageId: MessageId;
  readonly target: OutboundTarget;
  readonly templateId: TemplateId;
  readonly values: TemplateValues;
  readonly now: number;
};

/**
 * Queues a template, beginning the conversation if there is none. A draft stays: it waits for the person's answer.
 * Throws AppError `opted-out`, `template-not-sendable`, `invalid-input`, `limit-reached`, `forbidden`, `not-found` or
 * `not-signed-in`; then nothing has changed.
 */
export function createOutboundTemplate(db: WriteHandle, input: CreateOutboundTemplate): CreatedOutbound {
  return inTransaction(db, () => {
    const { target, ...rest } = input;
    const me = getMe(db);
    return sendTemplate(db, me, { ...rest, thread: resolveThread(db, target, me) });
  });
}

export type TemplateSend = Omit<CreateOutboundTemplate, 'target'> & {
  readonly thread: OutboundThread;
  readonly retryOfMessageId?: MessageId | undefined;
};

/** Within a transaction: the same checks for a first send and for its repetition. */
export function sendTemplate(db: WriteHandle, me: User, send: TemplateSend): CreatedOutbound {
  const { messageId, thread, templateId, values, retryOfMessageId, now } = send;
  const template = getTemplate(db, templateId);
  checkConsent(db, thread);
  checkTemplate(template, thread, values);
  checkMessagingLimit(db, thread, now);
  const content = buildContent(template, values);
  return createOutbound(db, me, { messageId, thread, content, template, retryOfMessageId, now });
}

function checkConsent(db: WriteHandle, { personKey }: OutboundThread): void {
  if (findOptedOutAt(db, personKey) === undefined) return;
  throw new AppError(
    'opted-out',
    'This person asked to receive no more messages. Templates can be sent again when the opt-out is lifted.',
  );
}

function checkTemplate(template: Template, { channel }: OutboundThread, values: TemplateValues): void {
  const reason = explainNotSendable(template);
  if (reason !== undefined) throw new AppError('template-not-sendable', reason);
  if (template.wabaId !== channel.wabaId) {
    throw new AppError(
      'template-not-sendable',
      'This template belongs to another WhatsApp account than the number.',
    );
  }
  const problem = checkTemplateValues(template, values)[0];
  if (problem !== undefined) throw new AppError('invalid-input', problem.sentence);
}

function buildContent(template: Template, values: TemplateValues): MessageContent {
  const { id, name, language, category } = template;
  const rendered = renderTemplate(template, values);
  return { type: 'template', templateId: id, name, language, category, values: { ...values }, rendered };
}
