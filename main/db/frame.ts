import type { Channel, User } from '../../shared/protocol/events.ts';
import { listUsableChannels } from './channels.ts';
import type { ReadHandle } from './handle.ts';
import { countUnread } from './unread.ts';
import { findMe } from './users.ts';

export type Frame = { readonly user?: User; readonly channels: Channel[]; readonly unreadCount: number };

/** What the snapshot of a window needs from the database: who, on which channels (own number first), what waits. */
export function getFrame(db: ReadHandle): Frame {
  const user = findMe(db);
  return {
    ...(user === undefined ? {} : { user }),
    channels: user === undefined ? [] : listUsableChannels(db, user.id),
    unreadCount: countUnread(db, user?.id),
  };
}
