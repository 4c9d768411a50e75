import { AppError } from '../../shared/domain/app-error.ts';
import type { PersonKey } from '../../shared/domain/ids.ts';
import { isWindowOpen } from '../../shared/domain/service-window.ts';
import { type ReadHandle, listRows } from './handle.ts';
import type { OutboundThread } from './outbound-thread.ts';
import { findWindowClosesAt } from './service-window.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/*
 * Meta counts unique people who were reached outside an open window, over a rolling 24 hours, for all numbers of the
 * business portfolio, and tells nobody how many are left. So it is counted here over every known number; what other
 * programs send is not seen. Source: Meta, messaging limits (per portfolio since October 2025).
 *
 * The bounds of the inner search are sort keys, which begin with the time; see sort-key.ts.
 */
const PEOPLE_REACHED = `
  SELECT DISTINCT c.person_key AS personKey
  FROM messages m JOIN conversations c ON c.id = m.conversation_id
  WHERE m.type = 'template' AND m.is_inbound = 0 AND m.at > :since AND m.status <> 'failed'
    AND NOT EXISTS (
      SELECT 1 FROM conversations o JOIN messages i ON i.conversation_id = o.id
      WHERE o.person_key = c.person_key AND o.channel_id = c.channel_id AND i.is_inbound = 1
        AND i.type NOT IN ('reaction', 'system', 'edit', 'revoke')
        AND i.sort_key >= printf('%015d', m.at - ${DAY_MS}) AND i.sort_key < m.sort_key)`;

/** The people to whom a conversation was begun in the 24 hours before `now`. */
export function listPeopleReached(db: ReadHandle, now: number): ReadonlySet<PersonKey> {
  const rows = listRows<{ personKey: PersonKey }>(db, PEOPLE_REACHED, { since: now - DAY_MS });
  return new Set(rows.map(({ personKey }) => personKey));
}

/** Throws AppError `limit-reached` when one more person would be too many. */
export function checkMessagingLimit(
  db: ReadHandle,
  { personKey, channel }: OutboundThread,
  now: number,
): void {
  const limit = channel.messagingLimit;
  if (limit === undefined || isWindowOpen(findWindowClosesAt(db, personKey, channel.id), now)) return;
  const reached = listPeopleReached(db, now);
  if (reached.size < limit || reached.has(personKey)) return;
  throw new AppError(
    'limit-reached',
    `WhatsApp lets the agency begin conversations with ${limit} people in 24 hours, and they are used up. Try again later.`,
  );
}

export type MessagingUsage = {
  /** People to whom a conversation was begun in the last 24 hours, as far as this desktop knows. */
  readonly used: number;
};

/** For the warning before the limit is reached. */
export function getMessagingUsage(db: ReadHandle, { now }: { readonly now: number }): MessagingUsage {
  return { used: listPeopleReached(db, now).size };
}
