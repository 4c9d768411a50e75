import { AppError } from '../../shared/domain/app-error.ts';
import { type CostCategory, estimateCost } from '../../shared/domain/cost-table.ts';
import type { ChannelId, MessageId, PersonKey } from '../../shared/domain/ids.ts';
import type { MessageStatus } from '../../shared/domain/message-status.ts';
import type { MessageContent } from '../../shared/domain/message-content.ts';
import { countryOfNumber, formatPhoneNumber } from '../../shared/domain/phone-number.ts';
import type { MessageInfo } from '../../shared/ipc/views.ts';
import type { Pricing } from '../../shared/protocol/events.ts';
import { findOutbound } from './advance-message.ts';
import { findChannel } from './channels.ts';
import { getCosts } from './costs.ts';
import { type Json, type ReadHandle, findRow, readJson } from './handle.ts';
import { findAddressee } from './people.ts';

type Row = {
  readonly channelId: ChannelId;
  readonly personKey: PersonKey;
  readonly isInbound: number;
  readonly at: number;
  readonly content: Json<MessageContent>;
  readonly wamid: string | null;
  readonly pricing: Json<Pricing> | null;
  readonly retriedBy: MessageId | null;
};

const FIND = `
  SELECT c.channel_id AS channelId, c.person_key AS personKey, m.is_inbound AS isInbound, m.at, m.content, m.wamid, m.pricing,
    (SELECT r.id FROM messages r WHERE r.retry_of = m.id ORDER BY r.sort_key DESC LIMIT 1) AS retriedBy
  FROM messages m JOIN conversations c ON c.id = m.conversation_id WHERE m.id = :messageId`;

/** What stands behind a message: number, ids, price. Throws AppError `not-found`. */
export function getMessageInfo(
  db: ReadHandle,
  { messageId }: { readonly messageId: MessageId },
): MessageInfo {
  const row = findRow<Row>(db, FIND, { messageId });
  if (row === undefined) throw new AppError('not-found', 'This message is no longer there.');
  const channel = findChannel(db, row.channelId);
  const pricing = row.pricing === null ? undefined : readJson(row.pricing);
  return {
    messageId,
    ...(row.wamid === null ? {} : { wamid: row.wamid }),
    channel: {
      kind: channel?.kind ?? 'company',
      name: channel?.name ?? 'A number that is no longer known',
      phoneNumber: channel === undefined ? '' : formatPhoneNumber(channel.phoneNumber),
    },
    ...(pricing === undefined ? {} : { pricing }),
    ...describeEstimate(db, row, pricing),
    ...(row.retriedBy === null ? {} : { retriedByMessageId: row.retriedBy }),
  };
}

function describeEstimate(
  db: ReadHandle,
  { isInbound, content: stored, personKey, at }: Row,
  pricing: Pricing | undefined,
): Pick<MessageInfo, 'estimate'> {
  if (isInbound === 1 || pricing?.isBillable === false || pricing?.type.startsWith('free') === true)
    return {};
  const content = readJson(stored);
  const category = readCategory(
    pricing?.category ?? (content.type === 'template' ? content.category : 'service'),
  );
  if (category === undefined) return {};
  const addressee = findAddressee(db, personKey);
  const country = addressee !== undefined && 'to' in addressee ? countryOfNumber(addressee.to) : undefined;
  const { rates, asOf } = getCosts(db);
  const pence = estimateCost(rates, { country, category, at });
  return pence === undefined ? {} : { estimate: { pence, ...(asOf === undefined ? {} : { asOf }) } };
}

/** Meta names some categories more finely: `marketing_lite`, `authentication-international`. */
function readCategory(name: string): CostCategory | undefined {
  const known = ['marketing', 'utility', 'authentication', 'service'] as const;
  return known.find((category) => name.toLowerCase().startsWith(category));
}

/** How far an outbound message came, and when that was last heard. Throws AppError `not-found`. */
export function getOutboundStatus(
  db: ReadHandle,
  { messageId }: { readonly messageId: MessageId },
): { readonly status: MessageStatus; readonly at: number } {
  const message = findOutbound(db, { messageId });
  if (message === undefined) throw new AppError('not-found', 'This message is no longer there.');
  return { status: message.status, at: readJson(message.statusTimes)[message.status] ?? message.at };
}
