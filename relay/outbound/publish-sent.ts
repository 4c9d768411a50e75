import { AppError } from '../../shared/domain/app-error.ts';
import type { ChannelId, UserId } from '../../shared/domain/ids.ts';
import type { SentMessage } from '../../shared/protocol/events.ts';
import { findChannel } from '../channels/own-channels.ts';
import { openThread } from '../conversations/open-thread.ts';
import { applyChanges } from '../ingest/apply-changes.ts';
import { createWorkingSet, type WorkingSet } from '../ingest/working-set.ts';
import type { RelayContext } from '../context.ts';
import type { LogReader, LogTransaction } from '../log/relay-log.ts';
import { countPublished } from './messaging-limit.ts';
import { findEarlyReports } from './outbound-reports.ts';
import { findSentMessage, planSentMessage } from './sent-messages.ts';

/**
 * What a user sent on their own number: colleagues see it, and replies find its conversation. All or nothing, and again
 * is no harm. Throws AppError `forbidden` for anything that is not the user's own.
 */
export async function publishSent(
  { log, now }: Pick<RelayContext, 'log' | 'now'>,
  userId: UserId,
  messages: readonly SentMessage[],
): Promise<void> {
  await log.write(async (transaction) => {
    const set = createWorkingSet();
    for (const channelId of new Set(messages.map((message) => message.channelId))) {
      await checkChannel(transaction, channelId, userId);
    }
    for (const message of messages) await publishOne(transaction, set, userId, message, now());
    await applyChanges(transaction, set);
  });
}

async function publishOne(
  log: LogTransaction,
  set: WorkingSet,
  userId: UserId,
  message: SentMessage,
  now: number,
): Promise<void> {
  if (message.consultantUserId !== userId) {
    throw new AppError('forbidden', 'A desktop may publish only what its own user sent.');
  }
  const { messageId, wamid } = message;
  const found = await log.findOutbound({
    messageIds: [messageId],
    wamids: wamid === undefined ? [] : [wamid],
  });
  const index = set.outboundById.get(messageId) ?? found.find((one) => one.messageId === messageId);
  for (const other of found) {
    if (other.wamid !== undefined && !set.outboundByWamid.has(other.wamid))
      set.outboundByWamid.set(other.wamid, other);
  }
  if (index !== undefined && index.consultantUserId !== userId) {
    throw new AppError('forbidden', 'This message was sent by somebody else.');
  }
  if (index === undefined) {
    await openThread(log, set, message, userId);
    await countPublished(log, message, now);
  }
  const known = await findPublished(log, set, message);
  const isWamidNew = wamid !== undefined && index?.wamid === undefined;
  const early = isWamidNew ? await findEarlyReports(log, wamid) : [];
  planSentMessage(set, message, { message: known, index, early });
}

/** The same batch may publish one message twice: queued, then accepted. */
async function findPublished(log: LogReader, set: WorkingSet, { messageId }: SentMessage) {
  const inBatch = set.current.get(`sent:${messageId}`)?.body as SentMessage | undefined; // set by planSentMessage
  return inBatch ?? findSentMessage(log, messageId);
}

async function checkChannel(log: LogReader, id: ChannelId, userId: UserId): Promise<void> {
  const channel = await findChannel(log, id);
  if (channel?.kind === 'own' && channel.ownerUserId === userId) return;
  throw new AppError('forbidden', 'A desktop may publish only what was sent on its own user’s number.');
}
