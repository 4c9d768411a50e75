/** What must hold of every log. `count` is SQL that both engines understand; it answers how often it does not hold. */
export type Invariant = { readonly broken: string; readonly count: string };

export const INVARIANTS: readonly Invariant[] = [
  {
    broken: 'facts are in the log more than once',
    count: 'SELECT count(*) AS count FROM (SELECT id FROM events GROUP BY id HAVING count(*) > 1) AS twice',
  },
  {
    broken: 'states have more than one newest entry',
    count: `SELECT count(*) AS count FROM (
      SELECT compaction_key FROM events WHERE compaction_key IS NOT NULL GROUP BY compaction_key HAVING count(*) > 1
    ) AS twice`,
  },
  {
    broken: 'sent messages are in the index and not in the log',
    count: `SELECT count(*) AS count FROM outbound o
      WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.compaction_key = 'sent:' || o.message_id)`,
  },
  {
    broken: 'messages wait to be sent and are not in the index',
    count: `SELECT count(*) AS count FROM outbox q
      WHERE NOT EXISTS (SELECT 1 FROM outbound o WHERE o.message_id = q.message_id)`,
  },
  {
    broken: 'conversations are in the index and not in the log',
    count: `SELECT count(*) AS count FROM threads t
      WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.compaction_key = 'conversation:' || t.conversation_id)`,
  },
  {
    broken: 'identities belong to nobody',
    count: `SELECT count(*) AS count FROM identities i
      WHERE NOT EXISTS (SELECT 1 FROM people p WHERE p.person_key = i.person_key)`,
  },
  {
    broken: 'desktops belong to no user',
    count: `SELECT count(*) AS count FROM devices d
      WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.compaction_key = 'user:' || d.user_id)`,
  },
];

/** A sentence for each invariant that does not hold. */
export function describeBroken(
  found: readonly { readonly broken: string; readonly count: number }[],
): readonly string[] {
  return found.flatMap(({ broken, count }) => (count === 0 ? [] : [`${count} ${broken}.`]));
}
