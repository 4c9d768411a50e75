import type { MessageInfo, MessageView } from '../../shared/ipc/views.ts';
import { joinParts } from './person-words.ts';
import { nameStatus, STEPS } from './status-words.ts';
import { formatDate, formatExactTime } from './time-words.ts';

/** A line of the panel; `copy` is what its button copies. */
export type InfoLine = { readonly name: string; readonly value: string; readonly copy?: string };
export type InfoPart = { readonly title: string; readonly lines: readonly InfoLine[] };

/** Everything that is known of a message, in the order in which people ask for it. */
export function describeInfo(message: MessageView, info: MessageInfo | undefined): readonly InfoPart[] {
  const parts: readonly InfoPart[] = [
    { title: message.isInbound ? 'Received' : 'How far it came', lines: listTimes(message) },
    { title: 'What it said before', lines: listEarlier(message) },
    { title: 'Template', lines: listTemplate(message) },
    { title: 'Sent', lines: listSender(message, info) },
    { title: 'Cost', lines: listCost(message, info) },
    { title: 'For support', lines: listIds(message, info) },
  ];
  return parts.filter(({ lines }) => lines.length > 0);
}

function listEarlier({ earlier = [] }: MessageView): readonly InfoLine[] {
  return earlier.map(({ text, at }) => ({ name: formatExactTime(at), value: text }));
}

function listTimes({ isInbound, at, statusTimes, deletedAt }: MessageView): readonly InfoLine[] {
  const deleted = deletedAt === undefined ? [] : [{ name: 'Deleted', value: formatExactTime(deletedAt) }];
  if (isInbound) return [{ name: 'Written', value: formatExactTime(at) }, ...deleted];
  const steps = STEPS.flatMap((step) => {
    const reachedAt = statusTimes[step];
    // `at` is the message's place in the conversation, a moment later where a reply came in the same second.
    const isWritten = step === 'queued';
    const name = isWritten ? 'Written' : nameStatus(step);
    const time = isWritten ? (reachedAt ?? at) : reachedAt;
    return time === undefined ? [] : [{ name, value: formatExactTime(time) }];
  });
  return steps;
}

function listTemplate({ content }: MessageView): readonly InfoLine[] {
  if (content.type !== 'template') return [];
  const { name, category, language } = content;
  return [
    { name: 'Name', value: name },
    { name: 'Category', value: capitalise(category) },
    { name: 'Language', value: language },
  ];
}

function listSender({ sentBy }: MessageView, info: MessageInfo | undefined): readonly InfoLine[] {
  const by = sentBy === undefined ? [] : [{ name: 'By', value: sentBy.displayName }];
  if (info === undefined) return by;
  const { name, phoneNumber } = info.channel;
  const channel = { name: sentBy === undefined ? 'To' : 'From', value: joinParts(name, phoneNumber) };
  return [...by, channel];
}

function listCost({ isInbound }: MessageView, info: MessageInfo | undefined): readonly InfoLine[] {
  if (isInbound || info === undefined) return [];
  const { pricing, estimate } = info;
  const charged = pricing === undefined ? [] : [{ name: 'Meta says', value: describePricing(pricing) }];
  if (estimate === undefined) return charged;
  const value = `${formatPence(estimate.pence)}, ${nameCostTable(estimate.asOf)}`;
  return [...charged, { name: 'Estimate', value }];
}

/** Where an estimate comes from. `asOf`: when the agency entered its table; undefined while it has not. */
export function nameCostTable(asOf: number | undefined): string {
  return asOf === undefined
    ? 'by the table that comes with the app'
    : `by your agency’s table as of ${formatDate(asOf)}`;
}

/** What Meta said with a status. It names no amount: that stands on its invoice. */
export function describePricing({ category, type, isBillable }: NonNullable<MessageInfo['pricing']>): string {
  const kind = category.replaceAll(/[_-]/g, ' ');
  if (type === 'free_customer_service') return `Free: inside the service window (${kind})`;
  if (type === 'free_entry_point') return `Free: the person came from an advertisement (${kind})`;
  return type.startsWith('free') || isBillable === false ? `Free (${kind})` : `Charged as ${kind}`;
}

/** "4p", "2.5p", "£1.20" */
export function formatPence(pence: number): string {
  if (pence >= 100) return `£${(pence / 100).toFixed(2)}`;
  return `${Number(pence.toFixed(3))}p`;
}

function listIds({ id, failure }: MessageView, info: MessageInfo | undefined): readonly InfoLine[] {
  const trace = failure?.traceId;
  return [
    { name: 'Our id', value: id, copy: id },
    ...(info?.wamid === undefined ? [] : [{ name: 'Meta’s id', value: info.wamid, copy: info.wamid }]),
    ...(trace === undefined ? [] : [{ name: 'Meta’s trace', value: trace, copy: trace }]),
  ];
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}
