import { channelIdSchema, messageIdSchema } from '../../shared/domain/ids.ts';
import { type MessageStatus, advanceStatus } from '../../shared/domain/message-status.ts';
import type { SentMessage, StatusReport } from '../../shared/protocol/events.ts';
import { explainMetaError, recordsOptOut } from '../../shared/whatsapp/errors.ts';
import type { StatusItem } from '../../shared/whatsapp/webhook.ts';
import type { OutboundState } from '../log/relay-log.ts';
import { addReport } from '../outbound/outbound-reports.ts';
import { sentKey, statusKey } from './keys.ts';
import { findChannelOwner } from './find-channel-owner.ts';
import { planConsent } from './plan-consent.ts';
import { learnAbout, resolvePerson } from './resolve-person.ts';
import { type WorkingSet, addEntry, isDuplicate, setCurrent, setOutbound } from './working-set.ts';

/**
 * What Meta reports about a message that went out. It meets the message by wamid or by our callback data; a report about
 * a message that we do not know (yet) is kept as well.
 */
export function planStatus(set: WorkingSet, item: StatusItem): void {
  const id = statusKey(item.wamid, item.status);
  if (isDuplicate(set, id)) return;
  const message = findReported(set, item);
  const personKey = planRecipient(set, item, message);
  const report: StatusReport = {
    wamid: item.wamid,
    messageId: message?.messageId ?? messageIdSchema.safeParse(item.callbackData).data,
    conversationId: message?.conversationId,
    personKey,
    channelId: channelIdSchema.parse(item.phoneNumberId),
    status: item.status,
    at: item.at,
    failure: item.status === 'failed' ? explainMetaError(item.error ?? { code: 0 }) : undefined,
    pricing: item.pricing,
  };
  const { conversationId, channelId } = report;
  addEntry(set, {
    id,
    kind: 'message.status',
    at: item.at,
    body: report,
    personKey,
    conversationId,
    // Of a message that is not known yet, the owner of the number: nobody else has to do with it.
    ownerUserId: message?.consultantUserId ?? findChannelOwner(set, channelId),
    channelId,
  });
  if (message !== undefined) advance(set, message, report);
  if (personKey !== undefined && item.error !== undefined && recordsOptOut(item.error.code)) {
    planConsent(set, { personKey, hasOptedOut: true, at: item.at, source: 'meta-refusal' });
  }
}

function findReported(set: WorkingSet, item: StatusItem): OutboundState | undefined {
  const message =
    set.outboundByWamid.get(item.wamid) ??
    (item.callbackData === undefined ? undefined : set.outboundById.get(item.callbackData));
  // Callback data is free text of whoever sends on the number: it counts only on the message's own channel.
  return message?.channelId === item.phoneNumberId ? message : undefined;
}

/** The recipient of a message that we know is who it was sent to, whatever ids Meta uses for them now. */
function planRecipient(set: WorkingSet, item: StatusItem, message: OutboundState | undefined) {
  if (item.recipient === undefined) return message?.personKey;
  const sighting = { identity: item.recipient, profile: item.profile, at: item.at };
  if (message === undefined) return resolvePerson(set, sighting);
  learnAbout(set, message.personKey, sighting);
  return message.personKey;
}

function advance(set: WorkingSet, message: OutboundState, report: StatusReport): void {
  const status = advanceStatus(message.status, report.status);
  const wamid = message.wamid ?? report.wamid;
  const after: OutboundState = { ...message, status, wamid, reports: addReport(message.reports, report) };
  setOutbound(set, after);
  if (message.wamid === undefined) settle(set, after, report);
}

/** The first that we hear of a message whose call to Meta had no answer (yet): now it has its wamid. */
function settle(set: WorkingSet, message: OutboundState, report: StatusReport): void {
  set.changes.doneJobs.add(message.messageId);
  const key = sentKey(message.messageId);
  // Written by us as a SentMessage.
  const known = set.current.get(key)?.body as SentMessage | undefined;
  if (known === undefined) return;
  const body = withStatus(known, message.status, report);
  const { personKey, conversationId, channelId, consultantUserId: ownerUserId } = message;
  setCurrent(
    set,
    { kind: 'message.sent', at: report.at, body, personKey, conversationId, channelId, ownerUserId },
    key,
  );
}

function withStatus(sent: SentMessage, status: MessageStatus, report: StatusReport): SentMessage {
  const { failure: _earlier, ...rest } = sent;
  return {
    ...rest,
    wamid: report.wamid,
    status,
    statusAt: report.at,
    ...(report.failure === undefined ? {} : { failure: report.failure }),
  };
}
