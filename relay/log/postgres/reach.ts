import type { ReachReader, ReachWriter } from '../reach-log.ts';
import type { Sql } from './sql.ts';

type TimeRow = { readonly at: number | null };

export function createReachReader(sql: Sql): ReachReader {
  const findTime = async (text: string, values: readonly (string | number)[]) =>
    (await sql<TimeRow>(text, values))[0]?.at ?? undefined;
  return {
    findLastInboundAt: ({ personKey, channelId }) =>
      findTime('SELECT at FROM inbound_times WHERE person_key = $1 AND channel_id = $2', [
        personKey,
        channelId,
      ]),
    findNewestInboundAt: () => findTime('SELECT max(at) AS at FROM inbound_times', []),
    async countReached(since) {
      const [row] = await sql<{ readonly count: number }>(
        'SELECT count(*) AS count FROM reached WHERE at > $1',
        [since],
      );
      return row?.count ?? 0;
    },
    findReachedAt: (personKey) => findTime('SELECT at FROM reached WHERE person_key = $1', [personKey]),
    findFirstReachedAt: (since) => findTime('SELECT min(at) AS at FROM reached WHERE at > $1', [since]),
  };
}

export function createReachWriter(sql: Sql): ReachWriter {
  return {
    async saveInboundTimes(times) {
      if (times.length === 0) return;
      await sql(
        // One statement may not touch a row twice: the newest of each thread is all that counts.
        `INSERT INTO inbound_times (person_key, channel_id, at)
         SELECT person_key, channel_id, max(at) FROM unnest($1::text[], $2::text[], $3::bigint[])
           AS given (person_key, channel_id, at) GROUP BY person_key, channel_id
         ON CONFLICT (person_key, channel_id) DO UPDATE SET at = excluded.at WHERE excluded.at > inbound_times.at`,
        [
          times.map((time) => time.personKey),
          times.map((time) => time.channelId),
          times.map((time) => time.at),
        ],
      );
    },
    async saveBeginning({ personKey, at, messageId }) {
      // The one before is kept, for the case that this one fails.
      await sql(
        `INSERT INTO reached (person_key, at, message_id) VALUES ($1, $2, $3)
         ON CONFLICT (person_key) DO UPDATE
         SET earlier_at = reached.at, at = excluded.at, message_id = excluded.message_id
         WHERE excluded.at > reached.at`,
        [personKey, at, messageId],
      );
    },
    async forgetBeginnings(messageIds) {
      if (messageIds.length === 0) return;
      await sql('DELETE FROM reached WHERE message_id = ANY ($1) AND earlier_at IS NULL', [messageIds]);
      await sql(
        "UPDATE reached SET at = earlier_at, earlier_at = NULL, message_id = '' WHERE message_id = ANY ($1)",
        [messageIds],
      );
    },
  };
}
