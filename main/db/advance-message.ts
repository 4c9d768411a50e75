import type { ConversationId, MessageId } from '../../shared/domain/ids.ts';
import { type MessageStatus, type SendFailure, advanceStatus } from '../../shared/domain/message-status.ts';
import type { Pricing, StatusReport } from '../../shared/protocol/events.ts';
import { closesWindow } from '../../shared/whatsapp/errors.ts';
import { trackMessage } from './change-tracker.ts';
import { type Json, type ReadHandle, findRow, listRows, readJson, runSql } from './handle.ts';
import { isForgotten } from './horizon.ts';
import { trackTarget } from './message-marks.ts';
import { type Projection, findConversationState } from './projection.ts';
import { forgetMessage } from './trim-history.ts';

/** An outbound message as its statuses see it. */
export type OutboundRow = {
  readonly rowId: number;
  readonly id: MessageId;
  readonly conversationId: ConversationId;
  readonly at: number;
  readonly status: MessageStatus;
  readonly statusTimes: Json<Partial<Record<MessageStatus, number>>>;
  readonly failure: string | null;
  readonly failureAt: number | null;
  readonly wamid: string | null;
  readonly pricing: string | null;
  /** Of a reaction. */
  readonly targetWamid: string | null;
};

/** Something that was heard about an outbound message. */
export type Heard = {
  readonly status: MessageStatus;
  readonly at: number;
  readonly failure: SendFailure | undefined;
  readonly wamid: string | undefined;
  readonly pricing?: Pricing | undefined;
};

const COLUMNS = `row_id AS rowId, id, conversation_id AS conversationId, at, status, status_times AS statusTimes, failure,
  failure_at AS failureAt, wamid, pricing,
  CASE type WHEN 'reaction' THEN content ->> '$.targetWamid' END AS targetWamid FROM messages`;
const FIND_BY_ID = `SELECT ${COLUMNS} WHERE id = :messageId AND is_inbound = 0`;
const FIND_BY_WAMID = `SELECT ${COLUMNS} WHERE wamid = :wamid AND is_inbound = 0`;

/** By our id first: it is the only name that an unconfirmed message has. */
export function findOutbound(
  db: ReadHandle,
  name: { readonly messageId?: MessageId | undefined; readonly wamid?: string | undefined },
): OutboundRow | undefined {
  const { messageId, wamid } = name;
  const byId = messageId === undefined ? undefined : findRow<OutboundRow>(db, FIND_BY_ID, { messageId });
  if (byId !== undefined || wamid === undefined) return byId;
  return findRow<OutboundRow>(db, FIND_BY_WAMID, { wamid });
}

const KEEP_PENDING = `
  INSERT INTO pending_statuses (wamid, status, at, message_id, failure, pricing)
  VALUES (:wamid, :status, :at, :messageId, :failure, :pricing)
  ON CONFLICT (wamid, status, at) DO UPDATE SET message_id = coalesce(message_id, excluded.message_id),
    failure = coalesce(failure, excluded.failure),
    pricing = max(coalesce(pricing, excluded.pricing), coalesce(excluded.pricing, pricing))`;

/** A status from Meta. When its message is not known yet, it waits for it. */
export function projectStatus(projection: Projection, report: StatusReport): void {
  const { wamid, messageId, status, at, failure, pricing } = report;
  const message = findOutbound(projection.db, { messageId, wamid });
  if (message !== undefined) {
    advanceMessage(projection, message, { status, at, failure, wamid, pricing });
    return;
  }
  if (isForgotten(projection, { id: wamid, at })) return;
  projection.mayHavePending = true;
  runSql(projection.db, KEEP_PENDING, {
    wamid,
    status,
    at,
    messageId: messageId ?? null,
    failure: failure === undefined ? null : JSON.stringify(failure),
    pricing: pricing === undefined ? null : JSON.stringify(pricing),
  });
}

const UPDATE = `
  UPDATE messages SET status = :status, status_times = :statusTimes, failure = :failure, failure_at = :failureAt,
    wamid = :wamid, pricing = :pricing
  WHERE row_id = :rowId`;

/** The message after hearing one thing more. Any order and any number of repetitions end in the same row. */
export function advanceMessage(projection: Projection, message: OutboundRow, heard: Heard): void {
  noteRefusal(projection, message, heard.failure);
  const times = readJson(message.statusTimes);
  const knownAt = times[heard.status];
  const { failure, failureAt } = chooseFailure(message, heard);
  const status = advanceStatus(message.status, heard.status);
  const wamid = message.wamid ?? heard.wamid ?? null;
  const pricing = choosePricing(message.pricing, heard.pricing);
  const isEarlier = knownAt === undefined || heard.at < knownAt;
  const isKnown = failure === message.failure && status === message.status && pricing === message.pricing;
  if (!isEarlier && isKnown && wamid === message.wamid) return;
  if (isEarlier) times[heard.status] = heard.at;
  const { rowId, id, conversationId } = message;
  runSql(projection.db, UPDATE, {
    rowId,
    status,
    statusTimes: JSON.stringify(times),
    failure,
    failureAt,
    wamid,
    pricing,
  });
  noteStatus(projection, message, status);
  trackMessage(projection.changes, conversationId, id);
  if (message.targetWamid !== null) trackTarget(projection.db, projection.changes, message.targetWamid);
  if (isForgotten(projection, { id, at: message.at, status })) forgetMessage(projection, message);
  else if (wamid !== message.wamid) applyPendingStatuses(projection, id, wamid ?? undefined);
}

type KnownFailure = Pick<OutboundRow, 'failure' | 'failureAt'>;

/** The first failure is kept; of two at the same time always the same one, whichever was heard first. */
function chooseFailure(known: KnownFailure, heard: Heard): KnownFailure {
  if (heard.failure === undefined) return known;
  const candidate = { failure: JSON.stringify(heard.failure), failureAt: heard.at };
  if (known.failure === null || known.failureAt === null) return candidate;
  if (candidate.failureAt !== known.failureAt)
    return candidate.failureAt < known.failureAt ? candidate : known;
  return candidate.failure < known.failure ? candidate : known;
}

/** Meta tells it once, with one of the statuses; told twice and differently, whichever came first, it is the same one. */
function choosePricing(known: string | null, heard: Pricing | undefined): string | null {
  if (heard === undefined) return known;
  const told = JSON.stringify(heard);
  return known === null || told > known ? told : known;
}

export function isWindowRefusal(failure: SendFailure | undefined): boolean {
  return failure?.code !== undefined && closesWindow(failure.code);
}

function noteStatus(projection: Projection, message: OutboundRow, status: MessageStatus): void {
  const state = findConversationState(projection, message.conversationId);
  if (state === undefined || state.lastMessageId !== message.id || state.lastStatus === status) return;
  state.lastStatus = status;
  state.hasChanged = true;
}

/** Whatever else was heard: a refusal counts even where another failure of the message is the one that is shown. */
function noteRefusal(projection: Projection, message: OutboundRow, failure: SendFailure | undefined): void {
  if (!isWindowRefusal(failure)) return;
  const state = findConversationState(projection, message.conversationId);
  // The time of the message, not of the refusal: an answer that crossed it on the way has opened the window again.
  if (state === undefined || message.at <= (state.refusedAt ?? 0)) return;
  state.refusedAt = message.at;
  state.hasChanged = true;
  projection.changes.conversations.add(state.id);
}

type PendingRow = {
  readonly wamid: string;
  readonly status: MessageStatus;
  readonly at: number;
  readonly failure: Json<SendFailure> | null;
  readonly pricing: Json<Pricing> | null;
};

const FIND_PENDING = `
  SELECT wamid, status, at, failure, pricing FROM pending_statuses WHERE wamid = :wamid
  UNION SELECT wamid, status, at, failure, pricing FROM pending_statuses WHERE message_id = :messageId
  ORDER BY at, status`;
const DROP_PENDING = 'DELETE FROM pending_statuses WHERE wamid = :wamid OR message_id = :messageId';

/** What was heard before the message, or before its wamid, was known. */
export function applyPendingStatuses(
  projection: Projection,
  messageId: MessageId,
  wamid: string | undefined,
): void {
  if (!projection.mayHavePending) return;
  const name = { messageId, wamid: wamid ?? '' };
  const pending = listRows<PendingRow>(projection.db, FIND_PENDING, name);
  if (pending.length === 0) return;
  runSql(projection.db, DROP_PENDING, name);
  for (const report of pending) {
    const message = findOutbound(projection.db, { messageId });
    if (message === undefined) return;
    const failure = report.failure === null ? undefined : readJson(report.failure);
    advanceMessage(projection, message, {
      status: report.status,
      at: report.at,
      failure,
      wamid: report.wamid,
      pricing: report.pricing === null ? undefined : readJson(report.pricing),
    });
  }
}
