import { AppError } from '../../shared/domain/app-error.ts';
import type { PersonKey } from '../../shared/domain/ids.ts';
import { SERVICE_WINDOW_MS } from '../../shared/domain/service-window.ts';
import { type Channel, type SentMessage, channelSchema } from '../../shared/protocol/events.ts';
import type { MessagingUsage } from '../../shared/protocol/http.ts';
import { channelKey } from '../ingest/keys.ts';
import type { LogReader, LogTransaction } from '../log/relay-log.ts';

/** Meta's limit is over rolling 24 hours. */
const LIMIT_SPAN_MS = 24 * 60 * 60 * 1000;

/*
 * Meta counts unique people who were reached outside an open window, over all numbers of the business portfolio, and
 * tells nobody how many are left. So it is counted here, from what the relay sends and what desktops publish; what other
 * programs send is not seen. Source: Meta, messaging limits (per portfolio since October 2025).
 */

/** How much of the limit is used. `personKey`: whether writing to this person would use more of it. */
export async function describeUsage(
  log: LogReader,
  now: number,
  personKey?: PersonKey,
): Promise<MessagingUsage> {
  const since = now - LIMIT_SPAN_MS;
  const limit = await findLimit(log);
  const used = await log.countReached(since);
  const first = await log.findFirstReachedAt(since);
  const reachedAt = personKey === undefined ? undefined : await log.findReachedAt(personKey);
  return {
    used,
    ...(limit === undefined ? {} : { limit }),
    ...(first === undefined ? {} : { freeAt: first + LIMIT_SPAN_MS }),
    ...(personKey === undefined ? {} : { isCounted: reachedAt !== undefined && reachedAt > since }),
  };
}

/** The portfolio's limit, as Meta told it about the company's number, else about any other. Undefined: unlimited. */
async function findLimit(log: LogReader): Promise<number | undefined> {
  const entries = await log.listCurrent(channelKey(''));
  const channels = entries.map((entry): Channel => channelSchema.parse(entry.body));
  const active = channels.filter((channel) => channel.isActive);
  const company = active.find((channel) => channel.kind === 'company');
  if (company !== undefined) return company.messagingLimit;
  const limits = active.flatMap((channel) => channel.messagingLimit ?? []);
  return limits.length === 0 ? undefined : Math.min(...limits);
}

/**
 * Counts a message that the relay is about to send, if it begins a conversation. Throws AppError `limit-reached` when one
 * more person would be too many.
 */
export async function reserveBeginning(
  transaction: LogTransaction,
  message: SentMessage,
  now: number,
): Promise<void> {
  if (message.content.type !== 'template') return;
  const lastInboundAt = await transaction.findLastInboundAt(message);
  // Meta's clock may be ahead of ours: a message of the future has come all the same.
  if (lastInboundAt !== undefined && lastInboundAt > now - SERVICE_WINDOW_MS) return;
  const { limit, used, isCounted } = await describeUsage(transaction, now, message.personKey);
  if (limit !== undefined && used >= limit && isCounted !== true) {
    throw new AppError(
      'limit-reached',
      `WhatsApp lets the agency begin conversations with ${limit} people in 24 hours, and they are used up. Try again later.`,
    );
  }
  await transaction.saveBeginning({ ...message, at: now });
}

/** Counts a message that a desktop has sent on its user's own number, if it began a conversation. */
export async function countPublished(
  transaction: LogTransaction,
  message: SentMessage,
  now: number,
): Promise<void> {
  if (message.content.type !== 'template' || message.status === 'failed') return;
  const at = Math.min(message.at, now);
  const lastInboundAt = await transaction.findLastInboundAt(message);
  // What the person wrote afterwards is an answer: it did not open the window for this message.
  const wasOpen = lastInboundAt !== undefined && lastInboundAt > at - SERVICE_WINDOW_MS && lastInboundAt < at;
  if (!wasOpen) await transaction.saveBeginning({ ...message, at });
}
