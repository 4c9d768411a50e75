import type { z } from 'zod';
import { AppError } from '../../shared/domain/app-error.ts';
import type { ChannelId, UserId } from '../../shared/domain/ids.ts';
import { type Channel, channelSchema } from '../../shared/protocol/events.ts';
import type { ownChannelSchema } from '../../shared/protocol/http.ts';
import type { RelayContext } from '../context.ts';
import { channelKey } from '../ingest/keys.ts';
import type { LogReader, LogTransaction } from '../log/relay-log.ts';

/** A user's own number, so that replies find their conversation. Throws AppError `conflict` for somebody else's. */
export async function putOwnChannel(
  context: RelayContext,
  userId: UserId,
  given: z.infer<typeof ownChannelSchema>,
): Promise<Channel> {
  return context.log.write(async (transaction) => {
    const known = await findChannel(transaction, given.id);
    if (known?.kind === 'company' || given.id === context.company.find()?.config.phoneNumberId) {
      throw new AppError('conflict', "This is the company's number: it is set up in the Global Settings.");
    }
    if (known !== undefined && known.ownerUserId !== userId && known.isActive) {
      throw new AppError('conflict', 'A colleague has set up this number as their own.');
    }
    const quality = known?.quality ?? 'unknown';
    const channel: Channel = {
      ...known,
      ...given,
      kind: 'own',
      ownerUserId: userId,
      quality,
      isActive: true,
    };
    await saveChannel(transaction, channel, context.now());
    return channel;
  });
}

/** The number stays in the history; replies to it go to nobody in particular. Throws AppError `not-found`. */
export async function removeOwnChannel(
  context: RelayContext,
  userId: UserId,
  id: ChannelId,
): Promise<Channel> {
  return context.log.write(async (transaction) => {
    const known = await findChannel(transaction, id);
    if (known?.kind !== 'own' || known.ownerUserId !== userId) {
      throw new AppError('not-found', 'You have no number of your own with this id.');
    }
    const channel: Channel = { ...known, isActive: false };
    await saveChannel(transaction, channel, context.now());
    return channel;
  });
}

export async function findChannel(log: LogReader, id: ChannelId | string): Promise<Channel | undefined> {
  const key = channelKey(id);
  const entry = (await log.findCurrent([key])).get(key);
  return entry && channelSchema.parse(entry.body);
}

export async function listChannels(log: LogReader): Promise<readonly Channel[]> {
  const entries = await log.listCurrent(channelKey(''));
  return entries.map(({ body }) => channelSchema.parse(body));
}

export async function saveChannel(transaction: LogTransaction, channel: Channel, at: number): Promise<void> {
  const key = channelKey(channel.id);
  const entry = {
    id: key,
    kind: 'channel.changed',
    at,
    body: channel,
    channelId: channel.id,
    compactionKey: key,
  };
  await transaction.append([entry]);
}
