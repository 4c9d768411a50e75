import type { UserId } from '../../shared/domain/ids.ts';
import { type ReadHandle, findRow } from './handle.ts';

/*
 * Unread is what waits for the signed-in user: in the user's own conversations and in those that nobody owns. Whether a
 * colleague has read a reply is not known here, so a colleague's conversation shows none.
 */

/**
 * The condition on `conversations` for what concerns the user `:me` (empty when nobody has signed in). The plus keeps
 * SQLite from reading everything that the user owns, which it prefers on a file without statistics: every query that
 * asks this has a narrower index.
 */
export const CONCERNS_ME = '(+owner_user_id IS NULL OR +owner_user_id = :me)';

/** Unread messages that wait for the user: the number on the bell, the badge and the tray. */
export function countUnread(db: ReadHandle, myUserId: UserId | undefined): number {
  const sql = `SELECT coalesce(sum(unread_count), 0) AS count FROM conversations WHERE unread_count > 0 AND ${CONCERNS_ME}`;
  return findRow<{ count: number }>(db, sql, { me: myUserId ?? '' })?.count ?? 0;
}
