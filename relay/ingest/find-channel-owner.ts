import type { ChannelId, UserId } from '../../shared/domain/ids.ts';
import type { Channel } from '../../shared/protocol/events.ts';
import { channelKey } from './keys.ts';
import type { WorkingSet } from './working-set.ts';

/** Whose number it is; undefined for the company's, and for one that nobody uses any more. */
export function findChannelOwner(set: WorkingSet, channelId: ChannelId): UserId | undefined {
  // Written by us as a Channel.
  const channel = set.current.get(channelKey(channelId))?.body as Channel | undefined;
  return channel?.kind === 'own' && channel.isActive ? channel.ownerUserId : undefined;
}
