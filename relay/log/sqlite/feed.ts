import type { Database } from 'better-sqlite3';
import type { ConversationId } from '../../../shared/domain/ids.ts';
import { CONVERSATION_WINDOW, type FeedRow, fillPage } from '../feed-page.ts';
import type { FeedLimits, FeedPage } from '../relay-log.ts';
import { RELAY_ONLY_KINDS } from '../relay-only-kinds.ts';

const SELECT = `
  SELECT e.seq, e.id, e.kind, e.at, e.body, e.owner_user_id, t.conversation_id AS thread_id,
    t.owner_user_id AS thread_owner, t.former_owners,
    CASE WHEN e.kind = 'person.changed' THEN (
      SELECT json_group_array(p.owner_user_id) FROM threads p WHERE p.person_key = e.person_key
    ) END AS person_owners
  FROM events e LEFT JOIN threads t ON t.conversation_id = e.conversation_id`;

const RELAY_ONLY = RELAY_ONLY_KINDS.map((kind) => `'${kind}'`).join(', ');

/** Pages of the log, up to the entry that `findHead` names. */
export function createFeedReader(database: Database, findHead: () => number) {
  const accessVersion = database
    .prepare<[number], number | null>(
      "SELECT max(seq) FROM events WHERE kind = 'access.changed' AND seq <= ?",
    )
    .pluck();
  const rows = database.prepare<[number, number, number], FeedRow>(
    // What never leaves the relay need not be read either.
    `${SELECT} WHERE e.seq > ? AND e.seq <= ? AND e.kind NOT IN (${RELAY_ONLY}) ORDER BY e.seq LIMIT ?`,
  );
  const ofConversations = database.prepare<[string, number, number, number], FeedRow>(
    `${SELECT} WHERE +e.conversation_id IN (SELECT value FROM json_each(?)) AND e.seq > ? AND e.seq <= ?
     ORDER BY e.seq LIMIT ?`,
  );
  const findAccessVersion = () => accessVersion.get(findHead()) ?? 0;

  // One snapshot for all questions: an entry committed in between would be passed by the cursor unseen, or be shown to
  // somebody who has just lost the right to see it.
  const readPage = database.transaction((after: number, limits: FeedLimits): FeedPage => {
    const newest = findHead();
    const found = rows.iterate(after, newest, limits.maxEvents + 1);
    return {
      ...fillPage(found, limits, Math.max(after, newest)),
      head: newest,
      accessVersion: findAccessVersion(),
    };
  });

  const readConversations = database.transaction(
    (
      ids: readonly ConversationId[],
      { after, before }: { readonly after: number; readonly before: number },
      limits: FeedLimits,
    ): FeedPage => {
      const end = Math.max(after, Math.min(after + CONVERSATION_WINDOW, before - 1));
      const found = ofConversations.iterate(JSON.stringify(ids), after, end, limits.maxEvents + 1);
      return { ...fillPage(found, limits, end), head: findHead(), accessVersion: findAccessVersion() };
    },
  );
  return { findAccessVersion, readPage, readConversations };
}
