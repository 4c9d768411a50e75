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
import { explainBadHeaderFile, findHeaderFileKind } from '../../shared/domain/template-header-file.ts';
import type { User } from '../../shared/protocol/events.ts';
import { findOptedOutAt } from './consents.ts';
import { type CreatedOutbound, createOutbound, getMe } from './create-outbound.ts';
import { type WriteHandle, inTransaction } from './handle.ts';
import { checkMessagingLimit } from './messaging-limit.ts';
import { type OutboundTarget, type OutboundThread, resolveThread } from './outbound-thread.ts';
import type { OutboundFile } from './send-file.ts';
import { getTemplate } from './templates.ts';
import { queueUpload } from './uploads.ts';

export type CreateOutboundTemplate = {
  /** A new version 7 UUID. */
  readonly messageId: MessageId;
  readonly target: OutboundTarget;
  readonly templateId: TemplateId;
  readonly values: TemplateValues;
  /** Stands at the top of the message, where the template has a file there. */
  readonly file?: OutboundFile | undefined;
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
  const { messageId, thread, templateId, values, file, retryOfMessageId, now } = send;
  const template = getTemplate(db, templateId);
  checkConsent(db, thread);
  checkTemplate(template, thread, values, file);
  checkMessagingLimit(db, thread, now);
  const content = buildContent(template, values, file);
  const created = createOutbound(db, me, { messageId, thread, content, template, retryOfMessageId, now });
  if (file !== undefined) queueUpload(db, { ...created, now }, file);
  return created;
}

function checkConsent(db: WriteHandle, { personKey }: OutboundThread): void {
  if (findOptedOutAt(db, personKey) === undefined) return;
  throw new AppError(
    'opted-out',
    'This person asked to receive no more messages. Templates can be sent again when the opt-out is lifted.',
  );
}

function checkTemplate(
  template: Template,
  { channel }: OutboundThread,
  values: TemplateValues,
  file: OutboundFile | undefined,
): void {
  const reason = explainNotSendable(template);
  if (reason !== undefined) throw new AppError('template-not-sendable', reason);
  if (template.wabaId !== channel.wabaId) {
    throw new AppError(
      'template-not-sendable',
      'This template belongs to another WhatsApp account than the number.',
    );
  }
  const sentence =
    explainBadHeaderFile(template, file?.kind) ?? checkTemplateValues(template, values)[0]?.sentence;
  if (sentence !== undefined) throw new AppError('invalid-input', sentence);
}

function buildContent(
  template: Template,
  values: TemplateValues,
  file: OutboundFile | undefined,
): MessageContent {
  const { id, name, language, category } = template;
  const rendered = renderTemplate(template, values);
  const said = { templateId: id, name, language, category, values: { ...values }, rendered };
  return { type: 'template', ...said, ...buildMedia(template, file) };
}

function buildMedia(template: Template, file: OutboundFile | undefined) {
  const kind = findHeaderFileKind(template);
  if (file === undefined || kind === undefined) return {};
  const { fileName, mimeType, sha256 } = file;
  return { media: { kind, fileName, mimeType, sha256 } };
}
