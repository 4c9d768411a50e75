import type { UserId } from '../domain/ids.ts';
import type { Access } from './events.ts';

/** Since which version a user has seen the conversations of `owner`; undefined where they are not seen. */
export function seenSince(access: Access | undefined, owner: UserId): number | undefined {
  if (access === undefined) return 0;
  return access.everyoneSince ?? access.owners.find(({ userId }) => userId === owner)?.since;
}
