import { findMediaContent } from '../../shared/domain/media-file-name.ts';
import { type MessageContent, describeContent } from '../../shared/domain/message-content.ts';
import { advanceStatus } from '../../shared/domain/message-status.ts';
import { type PersonKey, type UserId, templateIdSchema } from '../../shared/domain/ids.ts';
import type {
  Consent,
  ReceivedMessage,
  SentMessage,
  StatusReport,
  User,
} from '../../shared/protocol/events.ts';
import type { ConsentHistory, FileHistory, MessageHistory } from '../../shared/protocol/histories.ts';
import type { RecordFile } from '../../shared/protocol/record-files.ts';
import type { HistoryFacts } from './history-facts.ts';

/** An entry of the history and the place in the log at which this version of it stands. */
type Place = { readonly id: string; readonly revision: number };

export function composeReceived(place: Place, message: ReceivedMessage, facts: HistoryFacts): MessageHistory {
  const owner = facts.threads.get(message.conversationId)?.ownerUserId;
  return {
    ...place,
    kind: 'message',
    direction: 'inbound',
    ...describeParties(message.personKey, facts),
    ...describeMessage(message, owner, facts),
  };
}

export function composeSent(place: Place, message: SentMessage, facts: HistoryFacts): MessageHistory {
  const index = facts.outbound.get(message.messageId);
  const reports = index?.reports ?? [];
  const status = advanceStatus(message.status, index?.status ?? message.status);
  const report = reports.find((one) => one.status === status);
  const failure = status === 'failed' ? (report?.failure ?? message.failure) : undefined;
  const pricing = reports.findLast((one) => one.pricing !== undefined)?.pricing;
  return {
    ...place,
    kind: 'message',
    direction: 'outbound',
    ...describeParties(message.personKey, facts),
    ...describeMessage(message, message.consultantUserId, facts),
    ...(message.retryOfMessageId === undefined ? {} : { retryOfId: message.retryOfMessageId }),
    status,
    statusAt: report?.at ?? message.statusAt,
    statuses: reports.map(({ status: reached, at }) => ({ status: reached, at })),
    ...(failure === undefined ? {} : { failure: pickReason(failure) }),
    ...(pricing === undefined ? {} : { pricing }),
  };
}

export function composeConsent(place: Place, consent: Consent, facts: HistoryFacts): ConsentHistory {
  const { personKey, at, hasOptedOut, source, messageId } = consent;
  return {
    ...place,
    kind: 'consent',
    ...describeParties(personKey, facts),
    at,
    hasOptedOut,
    source,
    ...(messageId === undefined ? {} : { messageId }),
  };
}

/** What was taken off tells no more of itself than that. */
export function composeFile(place: Place, filing: RecordFile, at: number, facts: HistoryFacts): FileHistory {
  const { recordId, messageId, file } = filing;
  const told = { ...place, kind: 'file' as const, recordIds: [recordId], at, messageId };
  if (file === undefined) return { ...told, isRemoved: true };
  const { name, mimeType, size, sha256, personKey, filedBy } = file;
  const user = facts.users.get(filedBy);
  return {
    ...told,
    isRemoved: false,
    person: describeParties(personKey, facts).person,
    ...(user === undefined ? {} : { filedBy: pickUser(user) }),
    file: { name, mimeType, size, sha256 },
  };
}

function pickUser({ id, username, displayName }: User) {
  return { id, username, displayName };
}

function pickReason({ code, sentence, advice, details }: NonNullable<StatusReport['failure']>) {
  return {
    ...(code === undefined ? {} : { code }),
    sentence,
    advice,
    ...(details === undefined ? {} : { details }),
  };
}

function describeParties(key: PersonKey, { people, records }: HistoryFacts) {
  const person = people.get(key);
  return {
    recordIds: [...(records.get(key) ?? [])],
    person: {
      key,
      ...(person?.profileName === undefined ? {} : { name: person.profileName }),
      ...(person?.waId === undefined ? {} : { phoneNumber: `+${person.waId}` }),
      ...(person?.username === undefined ? {} : { username: person.username }),
      ...(person?.bsuid === undefined ? {} : { bsuid: person.bsuid }),
    },
  };
}

function describeMessage(
  { at, conversationId, channelId, content }: ReceivedMessage | SentMessage,
  consultantId: UserId | undefined,
  { users, channels }: HistoryFacts,
) {
  const user = consultantId && users.get(consultantId);
  const channel = channels.get(channelId);
  return {
    at,
    conversationId,
    ...(user === undefined ? {} : { consultant: pickUser(user) }),
    channel: {
      id: channelId,
      ...(channel === undefined
        ? {}
        : { kind: channel.kind, name: channel.name, phoneNumber: channel.phoneNumber }),
    },
    contentType: content.type,
    text: describeInFull(content),
    ...describeFile(content),
    ...describeTemplate(content),
  };
}

/** A template as the person saw it, from header to footer; a file with what was written beside it. */
function describeInFull(content: MessageContent): string {
  if (content.type !== 'template') return describeContent(content);
  const { header, body, footer } = content.rendered;
  return [header, body, footer].filter((part) => part !== undefined && part !== '').join('\n\n');
}

function describeFile(content: MessageContent) {
  const media = findMediaContent(content)?.media;
  if (media === undefined) return {};
  const { fileName, mimeType } = media;
  return { file: { ...(fileName === undefined ? {} : { name: fileName }), mimeType } };
}

function describeTemplate(content: MessageContent) {
  if (content.type !== 'template') return {};
  const { templateId, name, language, category } = content;
  return { template: { id: templateIdSchema.parse(templateId), name, language, category } };
}
